package dev.suspendable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.suspendable.annotations.SuspensionOperator;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Operators in a class that was compiled without the processor, such as this one. */
class CoroutinesTest {

  @Test
  void everyOperatorSaysWhoUsedItAndWhatIsMissing() {
    CompletableFuture<Integer> stage = CompletableFuture.completedFuture(1);
    for (Runnable use :
        List.<Runnable>of(
            () -> Coroutines.await(Task.of(1)),
            () -> Coroutines.await(stage),
            () -> Coroutines.yieldValue("a"),
            () -> Coroutines.yieldValue(1),
            () -> Coroutines.yieldValue(1L),
            () -> Coroutines.yieldValue(1.0),
            () -> Coroutines.yieldValue(1f),
            () -> Coroutines.yieldValue((short) 1),
            () -> Coroutines.yieldValue((byte) 1),
            () -> Coroutines.yieldValue('a'),
            () -> Coroutines.yieldValue(true))) {
      assertThatThrownBy(use::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("dev.suspendable.CoroutinesTest.lambda$")
          .hasMessageContaining("(CoroutinesTest.java:")
          .hasMessageContaining("dev.suspendable:suspendable-processor")
          .hasMessageContaining("annotationProcessorPaths");
    }
  }

  @Test
  void aReferenceThatTheJdkCallsIsBlamedOnItsUser() {
    assertThatThrownBy(() -> List.of(1, 2).forEach(Coroutines::yieldValue))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("dev.suspendable.CoroutinesTest.lambda$aReference")
        .hasMessageContaining(", or annotate the method");
  }

  @Test
  void theFormsWithAnExceptionClassDeclareIt() throws IOException {
    try {
      Coroutines.await(Task.of(1), IOException.class);
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("theFormsWithAnExceptionClassDeclareIt");
    }
    try {
      Coroutines.await(CompletableFuture.completedFuture(1), IOException.class);
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("theFormsWithAnExceptionClassDeclareIt");
    }
  }

  @Test
  void everyOperatorOfTheAwaiterKindHasItsCompanion() throws Exception {
    List<Method> operators =
        Arrays.stream(Coroutines.class.getDeclaredMethods())
            .filter(m -> m.getName().equals("await"))
            .toList();
    assertThat(operators).hasSize(6);
    for (Method operator : operators) {
      Method companion = Operators.class.getMethod("awaiter", operator.getParameterTypes());
      assertThat(Modifier.isStatic(companion.getModifiers())).isTrue();
    }
  }

  @SuspensionOperator
  private static void userDefined() {
    throw Operators.uncompiled();
  }

  @Test
  void operatorsOfOthersCanSayTheSame() {
    assertThatThrownBy(CoroutinesTest::userDefined).isInstanceOf(IllegalStateException.class);
  }
}
