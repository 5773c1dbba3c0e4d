package dev.suspendable.processor.compile;

import dev.suspendable.processor.compile.GeneratedClasses.GeneratedClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * A build tool that takes each class file from javac when javac closes it: it notes what the class
 * depends on, may instrument it, and writes it to disk, at once or later or in another process. So
 * a class must be bound before it is handed over, or has to be handed over once more.
 */
public interface Handover {
  /**
   * javac is about to write a class.
   *
   * @param outermostName binary name of its top-level class
   * @param source its source file, if known
   * @param isBound whether the class is in a nest with coroutines
   */
  void started(
      String binaryName, String outermostName, @Nullable JavaFileObject source, boolean isBound);

  /** The bytes that were written of a class: bound, if it has been bound. */
  byte[] read(GeneratedClass type) throws IOException;

  /** Why a class cannot be read; empty if the reason is that javac has failed. */
  String obstacle();

  /** The file in which the build tool keeps a class, now or later. */
  Path file(GeneratedClass type) throws IOException;

  /**
   * Hands over a class of a nest: one that javac has written, or a frame.
   *
   * @param host a class of the nest that javac has written
   */
  void write(GeneratedClass host, String binaryName, byte[] classFile) throws IOException;

  /**
   * Hands over what is still held back. javac has ended, and what can be bound is bound.
   *
   * @param unbound the nests that have not been bound because of an error, by the binary names of
   *     their top-level classes. Their classes are dropped: a coroutine that is not bound must not
   *     get into a program.
   */
  void end(Set<String> unbound);
}
