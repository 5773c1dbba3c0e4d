package dev.suspendable;

import dev.suspendable.coroutine.Awaiter;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A stage as a task, see {@link Task#from}. Any number of coroutines may await it. */
final class StageTask<T extends @Nullable Object> implements Task<T> {
  private final CompletionStage<? extends T> stage;

  StageTask(CompletionStage<? extends T> stage) {
    this.stage = Objects.requireNonNull(stage, "stage");
  }

  @Override
  public Awaiter<T> awaiter() {
    return new StageAwaiter<T>(stage);
  }

  @Override
  public String toString() {
    return "Task.from: " + stage;
  }
}
