package inside;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.IWorkspaceDescription;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jdt.apt.core.util.AptConfig;
import org.eclipse.jdt.apt.core.util.IFactoryPath;
import org.eclipse.jdt.core.IClasspathAttribute;
import org.eclipse.jdt.core.IClasspathEntry;
import org.eclipse.jdt.core.ICompilationUnit;
import org.eclipse.jdt.core.IJavaProject;
import org.eclipse.jdt.core.IProblemRequestor;
import org.eclipse.jdt.core.JavaCore;
import org.eclipse.jdt.core.WorkingCopyOwner;
import org.eclipse.jdt.core.compiler.IProblem;

/** A Java project in the workspace, as a person uses it: edits, saves, sees problems, runs. */
final class Workspace {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  private final IProject project;
  private final IJavaProject java;
  private final List<Path> libraries;
  private final List<IClasspathEntry> entries = new ArrayList<>();

  private Workspace(IProject project, List<Path> libraries) {
    this.project = project;
    this.java = JavaCore.create(project);
    this.libraries = libraries;
  }

  /** Makes a project as Eclipse makes one for Maven. */
  static Workspace project(String name, List<Path> libraries, List<Path> processors)
      throws CoreException {
    IWorkspace workspace = ResourcesPlugin.getWorkspace();
    setAutoBuilding(false);
    IProject project = workspace.getRoot().getProject(name);
    project.create(null);
    project.open(null);
    IProjectDescription description = project.getDescription();
    description.setNatureIds(new String[] {JavaCore.NATURE_ID});
    project.setDescription(description, null);

    Workspace made = new Workspace(project, libraries);
    made.option(JavaCore.COMPILER_COMPLIANCE, "17");
    made.option(JavaCore.COMPILER_SOURCE, "17");
    made.option(JavaCore.COMPILER_CODEGEN_TARGET_PLATFORM, "17");
    made.option(JavaCore.COMPILER_RELEASE, JavaCore.ENABLED);
    made.addLibrary(Path.of(System.getProperty("java.home"), "lib", "jrt-fs.jar"), false);
    made.sources("src/main/java", "target/classes", false);
    for (Path library : libraries) {
      made.addLibrary(library, false);
    }
    AptConfig.setGenSrcDir(made.java, "target/generated-sources/annotations");
    AptConfig.setGenTestSrcDir(made.java, "target/generated-test-sources/annotations");
    AptConfig.setEnabled(made.java, true);
    made.processors(processors);
    return made;
  }

  void processors(List<Path> processors) throws CoreException {
    IFactoryPath path = AptConfig.getFactoryPath(java);
    for (Path jar : processors) {
      path.addExternalJar(jar.toFile());
    }
    AptConfig.setFactoryPath(java, path);
  }

  void option(String name, String value) {
    java.setOption(name, value);
  }

  void processorOption(String name, String value) {
    AptConfig.addProcessorOption(java, name, value);
  }

  /** A source folder and its output. */
  void sources(String folder, String output, boolean isTest) throws CoreException {
    IFolder sources = folder(folder);
    IFolder classes = folder(output);
    IClasspathAttribute[] attributes =
        isTest
            ? new IClasspathAttribute[] {JavaCore.newClasspathAttribute("test", "true")}
            : new IClasspathAttribute[0];
    entries.add(
        JavaCore.newSourceEntry(
            sources.getFullPath(), null, null, classes.getFullPath(), attributes));
    setEntries();
  }

  void addLibrary(Path jar, boolean isModule) throws CoreException {
    IClasspathAttribute[] attributes =
        isModule
            ? new IClasspathAttribute[] {JavaCore.newClasspathAttribute("module", "true")}
            : new IClasspathAttribute[0];
    entries.add(
        JavaCore.newLibraryEntry(
            new org.eclipse.core.runtime.Path(jar.toString()),
            null,
            null,
            null,
            attributes,
            false));
    setEntries();
  }

  /** Puts a jar on the module path. */
  void onModulePath(Path jar) throws CoreException {
    entries.removeIf(entry -> entry.getPath().toFile().equals(jar.toFile()));
    addLibrary(jar, true);
  }

  void dependsOn(Workspace other) throws CoreException {
    entries.add(JavaCore.newProjectEntry(other.project.getFullPath()));
    setEntries();
  }

  private void setEntries() throws CoreException {
    java.setRawClasspath(
        entries.toArray(IClasspathEntry[]::new), folder("target/classes").getFullPath(), null);
  }

  private IFolder folder(String path) throws CoreException {
    IFolder folder = project.getFolder(path);
    if (!folder.exists()) {
      if (folder.getParent() instanceof IFolder parent) {
        folder(parent.getProjectRelativePath().toString());
      }
      folder.create(true, true, null);
    }
    return folder;
  }

  Path path(String relative) {
    return project.getLocation().toFile().toPath().resolve(relative);
  }

  void write(String file, String text) throws IOException, CoreException {
    Files.createDirectories(path(file).getParent());
    Files.writeString(path(file), text);
    project.refreshLocal(IResource.DEPTH_INFINITE, null);
  }

  void replace(String file, String old, String with) throws IOException, CoreException {
    String text = Files.readString(path(file));
    if (!text.contains(old)) {
      throw new AssertionError(file + " has no " + old);
    }
    write(file, text.replace(old, with));
  }

  void delete(String file) throws IOException, CoreException {
    Files.delete(path(file));
    project.refreshLocal(IResource.DEPTH_INFINITE, null);
  }

  void buildAll() throws CoreException {
    ResourcesPlugin.getWorkspace().build(IncrementalProjectBuilder.FULL_BUILD, null);
  }

  /** Builds after an edit. Returns the class files that have been written, without folders. */
  List<String> build() throws CoreException, IOException {
    for (Path file : files("target", ".class")) {
      Files.setLastModifiedTime(file, LONG_AGO);
    }
    project.refreshLocal(IResource.DEPTH_INFINITE, null);
    ResourcesPlugin.getWorkspace().build(IncrementalProjectBuilder.INCREMENTAL_BUILD, null);
    List<String> written = new ArrayList<>();
    for (Path file : files("target", ".class")) {
      if (!Files.getLastModifiedTime(file).equals(LONG_AGO)) {
        written.add(file.getFileName().toString());
      }
    }
    return List.copyOf(new TreeSet<>(written));
  }

  List<Path> files(String folder, String suffix) throws IOException {
    if (!Files.isDirectory(path(folder))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(path(folder))) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  /** The names of the frames, class files and sources alike. */
  List<String> frames(String folder, String suffix) throws IOException {
    return files(folder, suffix).stream()
        .map(file -> file.getFileName().toString().replace(suffix, ""))
        .filter(name -> name.contains("$$"))
        .toList();
  }

  /** The problems, as {@code File.java:3: message}. */
  List<String> problems() throws CoreException {
    List<String> problems = new ArrayList<>();
    for (IMarker marker : project.findMarkers(null, true, IResource.DEPTH_INFINITE)) {
      problems.add(
          marker.getResource().getName()
              + ":"
              + marker.getAttribute(IMarker.LINE_NUMBER, 0)
              + ": "
              + (marker.getAttribute(IMarker.SEVERITY, 0) == IMarker.SEVERITY_ERROR
                  ? ""
                  : "warning: ")
              + marker.getAttribute(IMarker.MESSAGE, ""));
    }
    return problems;
  }

  /** The problems that the editor shows of a file before it is saved. */
  List<String> problemsInEditor(String file, String text) throws CoreException {
    List<String> problems = new ArrayList<>();
    IProblemRequestor requestor =
        new IProblemRequestor() {
          @Override
          public void acceptProblem(IProblem problem) {
            problems.add(problem.getSourceLineNumber() + ": " + problem.getMessage());
          }

          @Override
          public void beginReporting() {
            problems.clear();
          }

          @Override
          public void endReporting() {}

          @Override
          public boolean isActive() {
            return true;
          }
        };
    WorkingCopyOwner editor =
        new WorkingCopyOwner() {
          @Override
          public IProblemRequestor getProblemRequestor(ICompilationUnit copy) {
            return requestor;
          }
        };
    ICompilationUnit unit =
        JavaCore.createCompilationUnitFrom(project.getFile(file)).getWorkingCopy(editor, null);
    try {
      unit.getBuffer().setContents(text);
      unit.reconcile(
          ICompilationUnit.NO_AST, ICompilationUnit.FORCE_PROBLEM_DETECTION, editor, null);
    } finally {
      unit.discardWorkingCopy();
    }
    return List.copyOf(problems);
  }

  /** Calls {@code run} of a class. */
  Object run(String name) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String output : List.of("target/test-classes", "target/classes")) {
      urls.add(path(output + "/").toFile().toURI().toURL());
    }
    for (Path library : libraries) {
      urls.add(library.toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      var run = loader.loadClass(name).getDeclaredMethod("run");
      run.setAccessible(true);
      return run.invoke(null);
    }
  }

  /** Runs {@code app.Main} of a module in a JVM of its own. */
  String runModule(String module, List<Path> modulePath) throws Exception {
    List<String> path = new ArrayList<>(List.of(path("target/classes").toString()));
    modulePath.forEach(each -> path.add(each.toString()));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-p",
                String.join(File.pathSeparator, path),
                "-m",
                module + "/app.Main")
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes()).strip();
  }

  void close() throws CoreException {
    project.delete(true, true, null);
  }

  /** An action of the user. */
  interface Edit {
    void run() throws Exception;
  }

  /** Lets Eclipse build by itself after an edit. Returns how often it has. */
  int buildsAfter(Edit edit) throws Exception {
    IWorkspace workspace = ResourcesPlugin.getWorkspace();
    AtomicInteger builds = new AtomicInteger();
    IResourceChangeListener counter = event -> builds.incrementAndGet();
    workspace.addResourceChangeListener(counter, IResourceChangeEvent.POST_BUILD);
    setAutoBuilding(true);
    try {
      edit.run();
      int before;
      do {
        before = builds.get();
        Job.getJobManager().join(ResourcesPlugin.FAMILY_AUTO_BUILD, null);
        Job.getJobManager().join(ResourcesPlugin.FAMILY_AUTO_REFRESH, null);
      } while (before != builds.get() && before < 20);
    } finally {
      setAutoBuilding(false);
      workspace.removeResourceChangeListener(counter);
    }
    return builds.get();
  }

  private static void setAutoBuilding(boolean isOn) throws CoreException {
    IWorkspace workspace = ResourcesPlugin.getWorkspace();
    IWorkspaceDescription settings = workspace.getDescription();
    settings.setAutoBuilding(isOn);
    workspace.setDescription(settings);
  }
}
