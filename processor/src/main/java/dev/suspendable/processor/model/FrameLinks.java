package dev.suspendable.processor.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a frame that source cannot express, so that the binder makes them. In the
 * source, methods of the frame represent them.
 *
 * @param calls calls of direct forms of other files, which are linked at run time
 * @param initialisers the classes that the frame initialises
 * @param entry the entry to its own direct form for other files; null if the coroutine has none
 */
public record FrameLinks(List<Call> calls, List<Initialiser> initialisers, @Nullable Entry entry) {
  /** The call that a method of the frame represents, if it represents one. */
  public Optional<Call> call(String method, String descriptor) {
    return calls.stream()
        .filter(call -> call.stub.equals(method) && call.stubDescriptor.equals(descriptor))
        .findAny();
  }

  /** The initialisation that a method of the frame represents, if it represents one. */
  public Optional<Initialiser> initialiser(String method) {
    return initialisers.stream().filter(each -> each.stub.equals(method)).findAny();
  }

  /** Whether a method of the frame only represents a connection. */
  public boolean isStub(String method, String descriptor) {
    return call(method, descriptor).isPresent() || initialiser(method).isPresent();
  }

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
   * The initialisation of a class.
   *
   * @param stub name of the frame's method that represents it
   * @param type internal name of the class
   * @param isEnum whether it is an enum, which a switch initialises
   */
  public record Initialiser(String stub, String type, boolean isEnum) {}

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
