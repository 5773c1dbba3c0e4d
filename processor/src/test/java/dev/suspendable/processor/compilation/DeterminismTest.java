package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.compilation.Javac.Result;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same sources make the same classes and frames, whenever and in whatever order. */
final class DeterminismTest {
  private static Result compile(Map<String, String> sources, String... options) {
    Result result = new Javac().sources(sources).options("-g").options(options).suspendable().run();
    assertThat(result.success()).as("%s", result.messages()).isTrue();
    return result;
  }

  private static Map<String, String> sources() throws Exception {
    Map<String, String> sources = new LinkedHashMap<>(Corpus.resource("shapes"));
    sources.putAll(Corpus.resource("coroutines"));
    return sources;
  }

  private static void same(Result one, Result other) {
    assertThat(one.generated()).hasSize(5).containsExactlyEntriesOf(other.generated());
    assertThat(one.classes()).hasSizeGreaterThan(20).containsExactlyEntriesOf(other.classes());
  }

  @Test
  void twice() throws Exception {
    same(compile(sources()), compile(sources()));
  }

  @Test
  void inAnyOrder() throws Exception {
    Result inOrder = compile(sources());
    List<String> paths = new ArrayList<>(sources().keySet());
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(paths, new Random(seed));
      Map<String, String> shuffled = new LinkedHashMap<>();
      for (String path : paths) {
        shuffled.put(path, sources().get(path));
      }
      same(compile(shuffled), inOrder);
    }
  }

  @Test
  void byAnyNumberOfThreads() throws Exception {
    Map<String, String> sources = new LinkedHashMap<>(sources());
    for (int i = 0; i < 9; i++) {
      sources.put("many/Many" + i + ".java", MANY.replace("Many#", "Many" + i));
    }
    Result one = compile(sources, "-Asuspendable.threads=1");
    for (String threads : List.of("2", "5", "99")) {
      Result several = compile(sources, "-Asuspendable.threads=" + threads);
      assertThat(several.generated()).hasSize(23).containsExactlyEntriesOf(one.generated());
      assertThat(several.classes()).containsExactlyEntriesOf(one.classes());
    }
  }

  /** Its frames name each other, and classes of its own. */
  private static final String MANY =
      """
      package many;
      import static dev.suspendable.Coroutines.await;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      class Many# {
        private record Pair(int a, int b) {}
        @Suspendable private static Task<Pair> pair(int n) {
          return n == 0 ? Task.of(new Pair(0, 0)) : Task.of(new Pair(await(pair(n - 1)).b(), n));
        }
        @Suspendable Task<Integer> sum(int n) {
          Pair pair = await(pair(n));
          return Task.of(pair.a() + pair.b());
        }
      }
      """;

  /** A class alone gives the frames that it gives among others: incremental builds rely on it. */
  @Test
  void alone() throws Exception {
    Result all = compile(sources());
    Map<String, String> one = new LinkedHashMap<>(Corpus.resource("coroutines"));
    one.remove("beside/Another.java");
    Result alone = compile(one);

    assertThat(alone.generated()).hasSize(4);
    alone
        .generated()
        .forEach(
            (path, text) ->
                assertThat(all.generated(path))
                    .isEqualTo(new String(text, StandardCharsets.UTF_8)));
    alone
        .classes()
        .forEach((path, bytes) -> assertThat(all.classes().get(path)).as(path).isEqualTo(bytes));
  }
}
