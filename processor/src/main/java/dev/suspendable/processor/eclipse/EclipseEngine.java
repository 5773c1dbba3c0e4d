package dev.suspendable.processor.eclipse;

import dev.suspendable.processor.diagnostic.Diagnostic;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * The processor in Eclipse's compiler, which has no trees and writes class files after the last
 * round. In Eclipse's builder it notes the files that may have coroutines, for {@link AfterBuild}.
 * In the editor it does nothing. Elsewhere it reports that the compiler is the wrong one.
 *
 * <p>It must not need javac: the Java that Eclipse runs on may have none.
 */
public final class EclipseEngine extends AbstractProcessor {
  /** The package of the environment in Eclipse; elsewhere its compiler has another one. */
  private static final String IN_ECLIPSE = "org.eclipse.jdt.internal.apt.pluggable.";

  private static final String SUSPENDABLE = "dev.suspendable.annotations.Suspendable";

  /**
   * Each file that has a coroutine mentions it. A lambda can be a coroutine without an annotation
   * in the file, but its interface or what it calls is ours.
   */
  private static final String LIBRARY = "dev.suspendable";

  /** Called by reflection: the class may have a class loader of its own. */
  public EclipseEngine() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  /** All: a file without annotations may have a lambda that is a coroutine. */
  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  /** Claims nothing, because with all annotations it would claim those of other processors. */
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (!processingEnv.getClass().getName().startsWith(IN_ECLIPSE)) {
      report(Diagnostic.NOT_JAVAC.message(processingEnv.getClass().getName()), annotations, round);
      return false;
    }
    try {
      Ide environment = new Ide(processingEnv);
      if (environment.text("getPhase").equals("BUILD") && !round.getRootElements().isEmpty()) {
        note(environment, round);
      }
    } catch (IdeException | IOException | LinkageError e) {
      report(Diagnostic.ECLIPSE_UNKNOWN.message(e), annotations, round);
    }
    return false;
  }

  private void note(Ide environment, RoundEnvironment round) throws IOException {
    Ide javaProject = environment.get("getJavaProject");
    List<SourceRoot> roots = SourceRoot.allOf(javaProject);
    Map<String, NotedFile> files = new LinkedHashMap<>();
    BoundHosts hosts = new BoundHosts();
    for (Element element : round.getRootElements()) {
      Ide file = environment.find("getEnclosingIFile", element).orElse(null);
      SourceRoot root = file == null ? null : SourceRoot.find(roots, file).orElse(null);
      if (file != null && root != null && mentionsLibrary(file)) {
        files.put(file.text("getFullPath"), NotedFile.of(file, root, processingEnv));
        if (element instanceof TypeElement type) {
          String name = processingEnv.getElementUtils().getBinaryName(type).toString();
          hosts.hide(root.output(), name);
        }
      }
    }
    // A change of another file may mend the errors of these.
    for (Ide file : Markers.filesWithErrors(javaProject.get("getProject"))) {
      SourceRoot.find(roots, file)
          .ifPresent(
              root ->
                  files.putIfAbsent(
                      file.text("getFullPath"), NotedFile.of(file, root, processingEnv)));
    }
    AfterBuild.of(javaProject, processorPath()).compiles(List.copyOf(files.values()));
  }

  private static boolean mentionsLibrary(Ide file) throws IOException {
    byte[] content = Files.readAllBytes(file.location());
    return new String(content, Charset.forName(file.text("getCharset"))).contains(LIBRARY);
  }

  private void report(
      String message, Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement annotation : annotations) {
      if (annotation.getQualifiedName().contentEquals(SUSPENDABLE)) {
        for (Element coroutine : round.getElementsAnnotatedWith(annotation)) {
          processingEnv.getMessager().printMessage(Diagnostic.NOT_JAVAC.kind(), message, coroutine);
        }
      }
    }
  }

  /** Eclipse's class loader for the processors of a project: all of them are handed on to javac. */
  private static List<Path> processorPath() throws IOException {
    List<Path> paths = new ArrayList<>();
    for (ClassLoader each = EclipseEngine.class.getClassLoader();
        each instanceof URLClassLoader loader;
        each = each.getParent()) {
      for (URL url : loader.getURLs()) {
        paths.add(path(url));
      }
    }
    if (paths.isEmpty()) {
      paths.add(path(EclipseEngine.class.getProtectionDomain().getCodeSource().getLocation()));
    }
    return paths;
  }

  private static Path path(URL url) throws IOException {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException(url + " is not a file", e);
    }
  }
}
