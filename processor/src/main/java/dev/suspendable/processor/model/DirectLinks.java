package dev.suspendable.processor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The links between the direct form of a coroutine and those of other files.
 *
 * @param calls methods of the frame class that represent calls to be linked at run time
 * @param entry the entry that other files link to; null if the coroutine has none
 */
public record DirectLinks(List<Call> calls, @Nullable Entry entry) {
  /**
   * A call of a coroutine of another file.
   *
   * @param stub name of the frame's method that represents it; the method takes the run and the
   *     depth before the arguments
   * @param stubDescriptor descriptor of that method
   * @param owner internal name of the class that declares the coroutine
   * @param name name of the coroutine
   * @param descriptor descriptor of the coroutine
   * @param isStatic whether the coroutine has no receiver
   * @param isOfInterface whether that class is an interface
   */
  public record Call(
      String stub,
      String stubDescriptor,
      String owner,
      String name,
      String descriptor,
      boolean isStatic,
      boolean isOfInterface) {}

  /**
   * The entry to the direct form.
   *
   * @param name name of the coroutine
   * @param descriptor descriptor of the frame's method {@code direct}
   * @param isStatic whether the coroutine has no receiver
   * @param isPublic whether other packages may call it
   */
  public record Entry(String name, String descriptor, boolean isStatic, boolean isPublic) {}
}
