package org.jetbrains.jps.javac;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The file manager. It overrides only what the compiler API had in Java 6: newer methods go past
 * it, to javac's own file manager.
 */
public final class JpsJavacFileManager extends ForwardingJavaFileManager<StandardJavaFileManager>
    implements StandardJavaFileManager {
  private final Context myContext;
  private final Map<String, Collection<String>> myGeneratedToOriginatingMap = new HashMap<>();
  private final List<JavaFileObject> myInputSources = new ArrayList<>();

  /** What the file manager knows of the builder. */
  public interface Context {
    boolean isCanceled();

    StandardJavaFileManager getStandardFileManager();

    void consumeOutputFile(OutputFileObject file);
  }

  JpsJavacFileManager(Context context) {
    super(context.getStandardFileManager());
    myContext =
        new Context() {
          @Override
          public boolean isCanceled() {
            return context.isCanceled();
          }

          @Override
          public StandardJavaFileManager getStandardFileManager() {
            return context.getStandardFileManager();
          }

          @Override
          public void consumeOutputFile(OutputFileObject file) {
            context.consumeOutputFile(file);
          }
        };
  }

  List<JavaFileObject> setInputSources(Iterable<File> files) {
    getJavaFileObjectsFromFiles(files).forEach(myInputSources::add);
    return myInputSources;
  }

  @Override
  public JavaFileObject getJavaFileForInput(
      Location location, String className, JavaFileObject.Kind kind) throws IOException {
    JavaFileObject file = super.getJavaFileForInput(location, className, kind);
    if (file == null && !className.equals("module-info")) {
      throw new FileNotFoundException(className);
    }
    return file;
  }

  @Override
  public FileObject getFileForInput(Location location, String packageName, String relativeName)
      throws IOException {
    FileObject file = super.getFileForInput(location, packageName, relativeName);
    if (file == null) {
      throw new FileNotFoundException(relativeName);
    }
    return file;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling)
      throws IOException {
    String fileName = className.replace('.', '/') + kind.extension;
    return output(location, kind, fileName, className, sibling);
  }

  @Override
  public FileObject getFileForOutput(
      Location location, String packageName, String relativeName, FileObject sibling)
      throws IOException {
    String fileName =
        packageName.isEmpty() ? relativeName : packageName.replace('.', '/') + "/" + relativeName;
    JavaFileObject.Kind kind = JavaFileObject.Kind.OTHER;
    for (JavaFileObject.Kind each : JavaFileObject.Kind.values()) {
      if (!each.extension.isEmpty() && fileName.endsWith(each.extension)) {
        kind = each;
      }
    }
    return output(location, kind, fileName, null, sibling);
  }

  private OutputFileObject output(
      Location location,
      JavaFileObject.Kind kind,
      String fileName,
      @Nullable String className,
      @Nullable FileObject sibling)
      throws IOException {
    String name = className == null ? fileName : className;
    List<URI> sources = new ArrayList<>();
    if (sibling instanceof JavaFileObject source
        && source.getKind() == JavaFileObject.Kind.SOURCE) {
      sources.add(source.toUri());
    } else {
      for (String each : myGeneratedToOriginatingMap.getOrDefault(name, Set.of())) {
        String suffix = "/" + each.replace('.', '/') + ".java";
        myInputSources.stream()
            .map(JavaFileObject::toUri)
            .filter(uri -> uri.getPath().endsWith(suffix))
            .forEach(sources::add);
      }
    }
    Iterator<? extends File> folders = folders(location);
    if (!folders.hasNext()) {
      throw new IOException("there is no folder for " + location);
    }
    boolean isGenerated =
        sibling instanceof OutputFileObject generated
                && generated.getKind() == JavaFileObject.Kind.SOURCE
            || myGeneratedToOriginatingMap.containsKey(name);
    return new OutputFileObject(
        myContext, new File(folders.next(), fileName), kind, className, sources, isGenerated);
  }

  private Iterator<? extends File> folders(Location location) {
    Iterable<? extends File> folders = fileManager.getLocation(location);
    return folders == null && location == StandardLocation.SOURCE_OUTPUT
        ? folders(StandardLocation.CLASS_OUTPUT)
        : folders == null ? List.<File>of().iterator() : folders.iterator();
  }

  /** Notes of which classes a processor has made a file. */
  void addAnnotationProcessingClassMapping(String name, List<String> classes) {
    myGeneratedToOriginatingMap.computeIfAbsent(name, key -> new HashSet<>()).addAll(classes);
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    return a instanceof OutputFileObject || b instanceof OutputFileObject
        ? a.equals(b)
        : super.isSameFile(a, b);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(
      Iterable<? extends File> files) {
    return fileManager.getJavaFileObjectsFromFiles(files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
    return fileManager.getJavaFileObjects(files);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
    return fileManager.getJavaFileObjects(names);
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
    return fileManager.getJavaFileObjectsFromStrings(names);
  }

  @Override
  public void setLocation(Location location, Iterable<? extends File> path) throws IOException {
    fileManager.setLocation(location, path);
  }

  @Override
  public Iterable<? extends File> getLocation(Location location) {
    return fileManager.getLocation(location);
  }
}
