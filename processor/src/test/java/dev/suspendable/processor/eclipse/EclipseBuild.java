package dev.suspendable.processor.eclipse;

import dev.suspendable.processor.SuspendableProcessor;
import dev.suspendable.processor.compilation.Javac;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.apt.pluggable.core.dispatch.IdeProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Builds as Eclipse does: a compiler writes classes without looking at what processors do, and then
 * the workspace tells that it has built. javac has the part of Eclipse's compiler.
 */
final class EclipseBuild {
  private final Path folder;
  final FakeEclipse eclipse;
  String phase = "BUILD";
  private @Nullable Object javaProject;
  private ClassLoader loader = ClassLoader.getPlatformClassLoader();

  EclipseBuild(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    this.eclipse = new FakeEclipse(this.folder, Javac.RUNTIME);
    loadAgain();
  }

  /** Another object in the place of the Java project. */
  EclipseBuild javaProject(Object other) {
    javaProject = other;
    return this;
  }

  EclipseBuild write(String name, String text) throws IOException {
    Path file = source(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  private Path source(String name) {
    return folder.resolve("src/app/" + name + ".java");
  }

  private Path output() throws IOException {
    return Files.createDirectories(folder.resolve("target/classes"));
  }

  /** Compiles these classes, and ends a build. Returns what the compiler has said. */
  List<String> build(String... names) throws IOException {
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(said, null, null)) {
      List<String> options =
          List.of(
              "-d",
              output().toString(),
              "-s",
              Files.createDirectories(folder.resolve("target/generated/annotations")).toString(),
              "-cp",
              Javac.RUNTIME + File.pathSeparator + output());
      List<Path> sources = new ArrayList<>();
      for (String name : names) {
        eclipse.resource(source(name)).markers.clear(); // as the builder does
        sources.add(source(name));
      }
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              files,
              said,
              options,
              null,
              files.getJavaFileObjects(sources.toArray(Path[]::new)));
      task.setProcessors(List.of(new InEclipse()));
      task.call();
    }
    eclipse.built();
    return said.getDiagnostics().stream().map(each -> each.getMessage(Locale.ROOT)).toList();
  }

  /** Eclipse loads processors again when their path has changed. */
  EclipseBuild loadAgain() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String path : Javac.PROCESSOR.split(File.pathSeparator)) {
      urls.add(Path.of(path).toUri().toURL());
    }
    // Without javac, as in an Eclipse whose Java has none.
    loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    return this;
  }

  /** The processor, as Eclipse loads it. */
  private final class InEclipse extends AbstractProcessor {
    private final Processor processor;

    InEclipse() {
      try {
        processor =
            (Processor)
                loader
                    .loadClass("dev.suspendable.processor.SuspendableProcessor")
                    .getDeclaredConstructor()
                    .newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      processor.init(inEclipse(environment));
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return processor.getSupportedSourceVersion();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return processor.process(annotations, round);
    }
  }

  private ProcessingEnvironment inEclipse(ProcessingEnvironment environment) {
    return new IdeProcessingEnvironment(
        environment,
        javaProject == null ? eclipse.new JavaProject() : javaProject,
        phase,
        this::fileOf);
  }

  private @Nullable Object fileOf(Element element) {
    return element instanceof TypeElement type
        ? eclipse.resource(source(type.getSimpleName().toString()))
        : null;
  }

  Object run(String name) throws Exception {
    URL[] urls = {output().toUri().toURL()};
    try (URLClassLoader program =
        new URLClassLoader(urls, SuspendableProcessor.class.getClassLoader())) {
      return program.loadClass("app." + name).getMethod("run").invoke(null);
    }
  }

  List<String> syntheticMethods(String name) throws Exception {
    URL[] urls = {output().toUri().toURL()};
    try (URLClassLoader program =
        new URLClassLoader(urls, SuspendableProcessor.class.getClassLoader())) {
      return Stream.of(program.loadClass("app." + name).getDeclaredMethods())
          .filter(Method::isSynthetic)
          .map(Method::getName)
          .toList();
    }
  }

  /** The frames, as class files or as sources. */
  List<String> frames(String folderName, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(folderName))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains("$$") && name.endsWith(suffix))
          .map(name -> name.replaceAll("\\$[0-9a-z]+\\.[a-z]+$", ""))
          .sorted()
          .toList();
    }
  }

  void delete(String name) throws IOException {
    Files.delete(source(name));
    Files.delete(output().resolve("app/" + name + ".class"));
  }
}
