package dev.suspendable.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a coroutine: its body may suspend, and a call returns a coroutine object.
 *
 * <pre>{@code
 * @Suspendable
 * Task<Integer> total(List<URI> symbols) {
 *   int sum = 0;
 *   for (URI symbol : symbols) {
 *     sum += await(price(symbol));
 *   }
 *   return Task.of(sum);
 * }
 * }</pre>
 *
 * <p>The declared return type is the <em>coroutine type</em>. The <em>promise</em> that belongs to
 * it decides what a call does: start at once or when awaited, deliver one value or many. The
 * processor finds the promise, in this order, by
 *
 * <ol>
 *   <li>{@link #promise()} of this annotation,
 *   <li>a {@link UsePromises @UsePromises} binding on the enclosing classes, from the innermost
 *       outwards, then on the package,
 *   <li>{@link CoroutineType @CoroutineType} on the return type,
 *   <li>the bindings that come with the runtime (for {@code CompletableFuture}, {@code
 *       CompletionStage} and {@code Optional}).
 * </ol>
 *
 * <p>A method without a body may also have the annotation: an abstract method documents that its
 * implementations are coroutines, and the method of a functional interface makes lambdas for that
 * interface coroutines.
 *
 * <p>Compile errors: no promise belongs to the return type; the method is {@code native} or {@code
 * synchronized}; a suspension is inside a {@code synchronized} statement, or in a class or lambda
 * of the body that is not itself suspendable.
 *
 * <p>Without the processor, javac reports an error at the method if it finds this class on the
 * class path and has no processor path. Where it does not notice, the class still links; its first
 * suspension throws an {@link IllegalStateException} that says which build entry is missing.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Suspendable {

  /**
   * The promise class of this coroutine, instead of the one that belongs to its return type.
   *
   * <pre>{@code
   * @Suspendable(promise = TracedTaskPromise.class)
   * Task<User> owner(Document document) { ... }
   * }</pre>
   *
   * @return a promise class, or {@link Inferred} to take the one that the return type is bound to
   */
  Class<?> promise() default Inferred.class;

  /** Stands for "the promise that belongs to the return type". Never instantiated. */
  final class Inferred {
    private Inferred() {}
  }
}
