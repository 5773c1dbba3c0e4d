package app.inner;

import static dev.suspendable.Coroutines.await;
import static dev.suspendable.Coroutines.yieldValue;

import dev.suspendable.Generator;
import dev.suspendable.Task;
import dev.suspendable.annotations.Suspendable;

/** The relocation renames this class and its frames. */
public class Words {
  private final String text;

  public Words(String text) {
    this.text = text;
  }

  @Suspendable
  public Generator<String> all() {
    for (String word : text.split(" ")) {
      yieldValue(word);
    }
    return Generator.end();
  }

  @Suspendable
  public Task<Integer> length(Task<String> more) {
    return Task.of((text + await(more)).length());
  }
}
