package dev.suspendable.processor;

import dev.suspendable.processor.bind.Binder;
import dev.suspendable.processor.compile.GeneratedClasses.GeneratedClass;
import dev.suspendable.processor.compile.NestedCompilation;
import dev.suspendable.processor.compile.OutputFiles;
import dev.suspendable.processor.model.FrameSource;
import java.util.List;
import java.util.Map;

/** Classes that javac has written, and the frames of the coroutines in them. */
final class BindingUnit extends Unit {
  private final List<GeneratedClass> topLevel;
  private final List<FrameSource> found;
  private final NestedCompilation nested;
  private final OutputFiles output;
  private final Binder binder;

  BindingUnit(
      List<GeneratedClass> topLevel,
      List<FrameSource> found,
      NestedCompilation nested,
      OutputFiles output,
      Binder binder) {
    this.topLevel = topLevel;
    this.found = found;
    this.nested = nested;
    this.output = output;
    this.binder = binder;
  }

  /** Frames with their final names, which the nested compilation and the binder use. */
  record Settled(List<FrameSource> frames) {}

  /** Class files of frames by binary name. */
  record ClassFiles(Map<String, byte[]> files) {}

  List<GeneratedClass> topLevel() {
    return topLevel;
  }

  List<FrameSource> found() {
    return found;
  }

  NestedCompilation nested() {
    return nested;
  }

  OutputFiles output() {
    return output;
  }

  Binder binder() {
    return binder;
  }

  List<FrameSource> settled() {
    return get(Product.SETTLED, Settled.class).frames();
  }

  Map<String, byte[]> classFiles() {
    return get(Product.CLASS_FILES, ClassFiles.class).files();
  }
}
