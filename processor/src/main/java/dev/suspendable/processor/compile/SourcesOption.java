package dev.suspendable.processor.compile;

import java.nio.file.Path;

/** The wanted place of the frames' sources: the option {@code -Asuspendable.sources}. */
public sealed interface SourcesOption {
  /** A folder outside of everything that IDEs regard as source code: see {@link SourceFolder}. */
  record Outside() implements SourcesOption {}

  /** The source output: {@code -s}, or else {@code -d}. */
  record Output() implements SourcesOption {}

  /** Nowhere. */
  record None() implements SourcesOption {}

  /** A folder that the user has chosen; compilations may share it. */
  record Chosen(Path folder) implements SourcesOption {}
}
