package dev.suspendable.processor.compilation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.suspendable.processor.SuspendableProcessor;
import dev.suspendable.processor.compilation.Javac.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Build tools that stand between javac and processors, imitated. */
final class WrappedEnvironmentTest {
  private static Map<String, String> sources() throws IOException {
    return Corpus.resource("coroutines");
  }

  private static Result compile(WrappedProcessor processor) throws IOException {
    return new Javac().sources(sources()).options("-Xlint:all").processor(processor).run();
  }

  /** Gradle's environment for incremental processors, as far as a processor can see it. */
  private static final class GradleEnvironment implements ProcessingEnvironment {
    private final GradleFiler filer;
    private final ProcessingEnvironment delegate;

    GradleEnvironment(ProcessingEnvironment delegate, Map<String, List<String>> created) {
      this.delegate = delegate;
      this.filer = new GradleFiler(delegate.getFiler(), created);
    }

    @Override
    public Map<String, String> getOptions() {
      return delegate.getOptions();
    }

    @Override
    public Messager getMessager() {
      return delegate.getMessager();
    }

    @Override
    public Filer getFiler() {
      return filer;
    }

    @Override
    public Elements getElementUtils() {
      return delegate.getElementUtils();
    }

    @Override
    public Types getTypeUtils() {
      return delegate.getTypeUtils();
    }

    @Override
    public SourceVersion getSourceVersion() {
      return delegate.getSourceVersion();
    }

    @Override
    public Locale getLocale() {
      return delegate.getLocale();
    }
  }

  /** Notes which elements each file was created from. */
  private record GradleFiler(Filer delegate, Map<String, List<String>> created) implements Filer {
    @Override
    public JavaFileObject createSourceFile(CharSequence name, Element... originatingElements) {
      throw new AssertionError(name);
    }

    @Override
    public JavaFileObject createClassFile(CharSequence name, Element... originatingElements) {
      throw new AssertionError(name);
    }

    @Override
    public FileObject createResource(
        Location location,
        CharSequence moduleAndPackage,
        CharSequence relativeName,
        Element... originatingElements)
        throws IOException {
      FileObject file =
          delegate.createResource(location, moduleAndPackage, relativeName, originatingElements);
      List<String> names = new ArrayList<>();
      for (Element element : originatingElements) {
        names.add(element.toString());
      }
      created.put(moduleAndPackage.toString().replace('.', '/') + "/" + relativeName, names);
      return file;
    }

    @Override
    public FileObject getResource(
        Location location, CharSequence moduleAndPackage, CharSequence relativeName) {
      throw new AssertionError(
          "old versions of Gradle compile all anew because of " + relativeName);
    }
  }

  /** What Gradle is told is what allows it to compile one class without the others. */
  @Test
  void gradle() throws Exception {
    Map<String, List<String>> created = new TreeMap<>();
    Result wrapped =
        compile(new WrappedProcessor(environment -> new GradleEnvironment(environment, created)));

    assertThat(wrapped.success()).isTrue();
    Result plain = new Javac().sources(sources()).options("-Xlint:all").suspendable().run();
    assertThat(wrapped.messages()).isEqualTo(plain.messages());
    assertThat(wrapped.classes()).containsExactlyEntriesOf(plain.classes());
    assertThat(wrapped.generated()).hasSize(5).containsExactlyEntriesOf(plain.generated());
    Map<String, List<String>> expected = new TreeMap<>();
    wrapped.generated().keySet().forEach(file -> expected.put(file, originOf(file)));
    wrapped.classes().keySet().stream()
        .filter(file -> created.containsKey(file) || file.contains("$$"))
        .forEach(file -> expected.put(file, originOf(file)));
    assertThat(created).containsExactlyEntriesOf(expected);
  }

  /** The top-level class whose name the file's begins with. */
  private static List<String> originOf(String file) {
    return List.of(file.replaceFirst("[$.].*", "").replace('/', '.'));
  }

  @Test
  void gradleIsTold() throws Exception {
    try (InputStream in =
        SuspendableProcessor.class.getResourceAsStream(
            "/META-INF/gradle/incremental.annotation.processors")) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(SuspendableProcessor.class.getName() + ",isolating\n");
    }
  }

  /** Kotlin's has a field of another name, and it may lie around Gradle's. */
  @Test
  void wrappersInWrappers() throws Exception {
    Result wrapped =
        compile(
            new WrappedProcessor(
                environment ->
                    new GradleEnvironment(
                        new GradleEnvironment(environment, new TreeMap<>()), new TreeMap<>())));

    assertThat(wrapped.success()).as("%s", wrapped.messages()).isTrue();
    assertThat(wrapped.generated()).hasSize(5);
  }

  private static final String HOST =
      """
      package app;
      import static dev.suspendable.Coroutines.await;
      import dev.suspendable.Task;
      import dev.suspendable.annotations.Suspendable;
      class Host {
        @Suspendable
        Task<Integer> work(Task<Integer> task) {
          return Task.of(await(task) + %s);
        }
      }
      """;

  /** Incremental builds read in class files who uses whom, and frames say nothing to them. */
  @Test
  void hostsStillNameWhatTheirCoroutinesUse() {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put("app/Host.java", HOST.formatted("Helper.help()"));
    sources.put("app/Helper.java", "package app; class Helper { static int help() { return 1; } }");
    Result result = new Javac().sources(sources).suspendable().run();

    assertThat(result.success()).isTrue();
    assertThat(new String(result.classes().get("app/Host.class"), StandardCharsets.ISO_8859_1))
        .contains("app/Helper");
  }
}
