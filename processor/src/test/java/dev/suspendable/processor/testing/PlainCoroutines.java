package dev.suspendable.processor.testing;

import java.util.List;

/**
 * What plain programs find under the name of the runtime's {@code Coroutines}: the identity for
 * {@code await}, and a {@code yieldValue} and {@code yieldAll} that leave the values in the trace.
 */
final class PlainCoroutines {
  private PlainCoroutines() {}

  static final String CLASS = "dev.suspendable.Coroutines";
  static final String FILE = "dev/suspendable/Coroutines.java";

  static String source() {
    StringBuilder yields = new StringBuilder();
    for (String type :
        List.of("int", "long", "double", "float", "short", "byte", "char", "boolean")) {
      yields.append(
          """
            @SuspensionOperator(hook = "yieldValue")
            public static void yieldValue(%s value) {
              Plainly.yielded(value);
            }
          """
              .formatted(type));
    }
    return SOURCE.replace("// yields", yields);
  }

  private static final String SOURCE =
      """
      package dev.suspendable;

      import dev.suspendable.annotations.SuspensionOperator;
      import dev.suspendable.coroutine.Awaitable;
      import dev.suspendable.processor.testing.EarlyReturn;
      import dev.suspendable.processor.testing.Plainly;
      import java.util.Optional;
      import java.util.concurrent.CompletionStage;

      @SuppressWarnings("unchecked")
      public final class Coroutines {
        @SuspensionOperator
        public static <T> T await(Awaitable<? extends T> task) {
          return Plainly.await((Task<T>) task);
        }

        @SuspensionOperator
        public static <T, X extends Throwable> T await(Awaitable<? extends T> task, Class<X> thrown)
            throws X {
          return Plainly.await((Task<T>) task);
        }

        @SuspensionOperator
        public static <T> T await(CompletionStage<? extends T> stage) {
          return Plainly.await(stage);
        }

        @SuspensionOperator
        public static <T, X extends Throwable> T await(CompletionStage<? extends T> stage, Class<X> thrown)
            throws X {
          return Plainly.await(stage);
        }

        @SuspensionOperator
        public static <T> T await(Optional<? extends T> optional) {
          if (optional.isEmpty()) throw new EarlyReturn(optional);
          return optional.get();
        }

        @SuspensionOperator
        public static <T> T await(Result<? extends T> result) {
          if (result.state() != Result.State.SUCCESS) throw new EarlyReturn(result);
          return result.get();
        }

        @SuspensionOperator(hook = "yieldValue")
        public static <T> void yieldValue(T value) {
          Plainly.yielded(value);
        }

        @SuspensionOperator(hook = "yieldAll")
        public static <T> void yieldAll(Iterable<T> values) {
          values.forEach(Plainly::yielded);
        }

        @SuspensionOperator(hook = "yieldAll")
        public static <T> void yieldAll(Generator<T> values) {
          // A plain generator has yielded when it was called.
        }

      // yields
      }
      """;
}
