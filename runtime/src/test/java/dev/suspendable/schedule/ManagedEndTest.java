package dev.suspendable.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.Task;
import dev.suspendable.coroutine.Awaitable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a managed task keeps of the coroutines that wait for it. */
final class ManagedEndTest {
  private final TaskManager manager = TaskManager.create();
  private final ManagedEnd<String> end = new ManagedEnd<>(manager.add(Task.of("body")));

  private CompletableFuture<?> waiting() {
    Awaitable<String> awaited = end::awaiter;
    return Task.whenAll(List.of(awaited)).toCompletableFuture();
  }

  /** A session may be awaited with a timeout a million times while it runs. */
  @Test
  void aStoppedCoroutineLeavesNothingBehind() {
    for (int i = 0; i < 1_000; i++) {
      waiting().cancel(false);
    }
    assertThat(end.waiting()).isZero();
  }

  @Test
  void anAwaiterThatIsNotUsedIsNotKept() {
    end.awaiter();
    assertThat(end.waiting()).isZero();
  }

  @Test
  void allAreTold() {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      all.add(waiting());
    }
    assertThat(end.waiting()).isEqualTo(100_000);
    end.complete("value");
    assertThat(all).allMatch(each -> each.join().equals(List.of("value")));
    assertThat(end.waiting()).isZero();
    assertThat(waiting()).isCompletedWithValueMatching(List.of("value")::equals);
  }
}
