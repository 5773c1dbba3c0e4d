package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.compilation.Javac.Result;
import dev.suspendable.processor.testing.IdleProcessor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Where there are no coroutines the processor makes no difference: not to a byte of a class file,
 * not to a message of javac's.
 */
final class UndisturbedTest {
  /**
   * All lint but {@code processing}: javac warns there of annotations that no processor claims, as
   * soon as there is any processor.
   */
  private static final String LINT = "-Xlint:all,-processing";

  private static final List<List<String>> OPTIONS =
      List.of(
          List.of(),
          List.of(LINT),
          List.of("-g", "-parameters", "--release", "17", "-Xlint:all,-processing,-options"),
          List.of("-g:none", "-XDcompilePolicy=simple", LINT));

  private static Javac javac(Map<String, String> sources, List<String> options) {
    return new Javac().sources(sources).options(options.toArray(String[]::new));
  }

  private static void same(Map<String, String> sources, List<String> options) {
    Result with = javac(sources, options).suspendable().run();
    Result idle =
        javac(sources, options).processor(new IdleProcessor("dev.suspendable.annotations.*")).run();
    Result without = javac(sources, options).run();

    assertThat(with.messages()).isEqualTo(idle.messages());
    assertThat(once(with)).isEqualTo(once(without));
    assertThat(with.success()).isEqualTo(without.success());
    assertThat(with.generated()).isEmpty();
    assertThat(different(with.classes(), without.classes())).isEmpty();
    // Something was compared.
    assertThat(without.classes().size() + without.messages().size()).isPositive();
  }

  /**
   * What is said at least once. When processors have run, whatever they do, javac enters all
   * classes anew and says again what it has found in their signatures.
   */
  private static Set<Javac.Message> once(Result result) {
    return Set.copyOf(result.messages());
  }

  /** Names of the files that differ: the bytes themselves would fill the report. */
  private static List<String> different(Map<String, byte[]> one, Map<String, byte[]> other) {
    Map<String, byte[]> all = new TreeMap<>(one);
    all.putAll(other);
    return all.keySet().stream()
        .filter(
            name ->
                !one.containsKey(name)
                    || !other.containsKey(name)
                    || !Arrays.equals(one.get(name), other.get(name)))
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> withoutCoroutines() {
    return Stream.of("shapes", "warnings", "errors")
        .flatMap(
            name ->
                OPTIONS.stream()
                    .map(
                        options ->
                            DynamicTest.dynamicTest(
                                name + " " + options, () -> same(Corpus.resource(name), options))));
  }

  /** {@code -Werror} ends a compilation sooner with processors; not where there is no warning. */
  @Test
  void warningsAreErrors() throws Exception {
    same(Corpus.resource("shapes"), List.of(LINT, "-Werror"));
  }

  @Test
  void ourOwnSources() throws Exception {
    String classPath = Javac.placeOf(NullMarked.class).toString();

    same(Corpus.ownSources(), List.of("-cp", classPath, LINT));
  }

  /** Classes beside those with coroutines stay the same, and so do the warnings of all. */
  @Test
  void classesBesideCoroutines() throws Exception {
    Map<String, String> sources = new LinkedHashMap<>(Corpus.resource("shapes"));
    sources.putAll(Corpus.resource("coroutines"));
    sources.putAll(Corpus.resource("warnings"));
    for (List<String> options : List.of(List.<String>of(), List.of(LINT))) {
      Result with = javac(sources, options).suspendable().run();
      Result idle =
          javac(sources, options)
              .processor(new IdleProcessor("dev.suspendable.annotations.*"))
              .run();
      Result without = javac(sources, options).run();

      assertThat(with.success()).isTrue();
      assertThat(with.messages()).isEqualTo(idle.messages());
      assertThat(once(with)).isEqualTo(once(without));
      assertThat(different(with.classes(), without.classes()))
          .filteredOn(name -> !name.contains("$$"))
          .containsExactlyInAnyOrder(
              "beside/Another.class",
              "beside/Beside.class",
              "beside/Beside$Nested.class",
              "beside/Beside$Nested$1.class"); // a frame makes instances of it
      assertThat(with.generated()).hasSize(5);
    }
  }
}
