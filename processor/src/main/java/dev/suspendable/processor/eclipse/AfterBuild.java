package dev.suspendable.processor.eclipse;

import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.eclipse.JavacRun.Message;
import dev.suspendable.processor.eclipse.NotedFile.Group;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The work for a project after each build: Eclipse calls this listener then. Eclipse loads the
 * processor for each project, and again when its path changes; so the project has the listener, and
 * a new one takes the place of the old one.
 */
final class AfterBuild implements InvocationHandler {
  private static final int POST_BUILD = 16;
  private static final int REMOVED = 2;

  /** A setting with which Eclipse builds all again when anyone else changes a class file. */
  private static final String RECREATES =
      "org.eclipse.jdt.core.builder.recreateModifiedClassFileInOutputFolder";

  private final Ide javaProject;
  private final Ide project;
  private final Ide workspace;
  private final List<Path> processorPath;
  private final Object listener;

  /** The files that have been compiled and may have coroutines, by path in the workspace. */
  private final Map<String, NotedFile> noted = new LinkedHashMap<>();

  /** For each output folder, a file whose classes are there. */
  private final Map<Path, NotedFile> outputs = new LinkedHashMap<>();

  private boolean hasCompiled;
  private boolean hasSwept;

  private AfterBuild(Ide javaProject, List<Path> processorPath) {
    this.javaProject = javaProject;
    this.project = javaProject.get("getProject");
    this.workspace = project.get("getWorkspace");
    this.processorPath = processorPath;
    Class<?> type = workspace.parameterType("addResourceChangeListener", 2, 0);
    this.listener = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this);
  }

  /** The listener of a project. */
  static AfterBuild of(Ide javaProject, List<Path> processorPath) {
    Ide project = javaProject.get("getProject");
    Object key = key(project);
    Object present = project.call("getSessionProperty", key);
    AfterBuild current =
        present != null
                && Proxy.isProxyClass(present.getClass())
                && Proxy.getInvocationHandler(present) instanceof AfterBuild ours
            ? ours
            : new AfterBuild(javaProject, processorPath);
    if (present != null && present != current.listener) {
      current.workspace.call("removeResourceChangeListener", present);
    }
    project.call("setSessionProperty", key, current.listener);
    // Again each time: it is gone when the project has been closed, and is never there twice.
    current.workspace.call("addResourceChangeListener", current.listener, POST_BUILD);
    return current;
  }

  private static Object key(Ide project) {
    Class<?> type = project.parameterType("setSessionProperty", 2, 0);
    try {
      return type.getConstructor(String.class, String.class)
          .newInstance("dev.suspendable", "after-build");
    } catch (ReflectiveOperationException e) {
      throw new IdeException(type.getName() + " cannot be made: " + e, e);
    }
  }

  /** Records that Eclipse compiles something, and files that may have coroutines. */
  synchronized void compiles(List<NotedFile> files) {
    hasCompiled = true;
    files.forEach(this::add);
  }

  private void add(NotedFile file) {
    noted.put(file.file().text("getFullPath"), file);
    outputs.put(file.root().output(), file);
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "Suspendable, after each build";
      default -> {
        if (arguments != null && arguments.length == 1 && arguments[0] != null) {
          built(new Ide(arguments[0]));
        }
        yield null;
      }
    };
  }

  /**
   * Eclipse has built. No lock is held while files are bound: another thread may be building, and
   * wait for it.
   */
  private void built(Ide event) {
    if (!project.is("isAccessible")) {
      workspace.call("removeResourceChangeListener", listener);
      return;
    }
    List<NotedFile> files = take();
    List<NotedFile> left = new ArrayList<>(files);
    try {
      if (!files.isEmpty()) {
        left.removeAll(bind(files));
      }
      if (!files.isEmpty() || isSweepDue() || hasRemoved(event)) {
        deleteStaleFrames();
      }
    } catch (IOException | RuntimeException e) {
      fail(e, files);
    } finally {
      putBack(left);
    }
  }

  /** Files wait until Eclipse compiles something: only then can an error have gone. */
  private synchronized List<NotedFile> take() {
    List<NotedFile> files = hasCompiled ? List.copyOf(noted.values()) : List.of();
    if (hasCompiled) {
      noted.clear();
    }
    hasCompiled = false;
    return files;
  }

  private synchronized void putBack(List<NotedFile> files) {
    files.forEach(file -> noted.putIfAbsent(file.file().text("getFullPath"), file));
  }

  private synchronized boolean isSweepDue() {
    boolean isDue = !hasSwept;
    hasSwept = true;
    return isDue;
  }

  private boolean hasRemoved(Ide event) {
    return event
        .find("getDelta")
        .flatMap(delta -> delta.find("findMember", project.get("getFullPath")))
        .filter(AfterBuild::isOrHasRemoved)
        .isPresent();
  }

  private static boolean isOrHasRemoved(Ide delta) {
    return delta.number("getKind") == REMOVED
        || delta.list("getAffectedChildren").stream().anyMatch(AfterBuild::isOrHasRemoved);
  }

  /** Returns the files that have been dealt with: they are bound, or show what prevents it. */
  private List<NotedFile> bind(List<NotedFile> files) throws IOException {
    List<NotedFile> present = files.stream().filter(file -> file.file().is("exists")).toList();
    present.forEach(file -> Markers.clear(file.file()));
    // Eclipse shows its own errors, and compiles such a file again.
    Map<Group, List<NotedFile>> groups =
        present.stream()
            .filter(file -> !Markers.hasErrors(file.file()))
            .collect(
                Collectors.groupingBy(NotedFile::group, LinkedHashMap::new, Collectors.toList()));
    if (!groups.isEmpty() && "enabled".equals(javaProject.text("getOption", RECREATES, true))) {
      throw new IdeException(Diagnostic.ECLIPSE_RECREATES.message());
    }
    List<NotedFile> done = new ArrayList<>(files);
    for (Map.Entry<Group, List<NotedFile>> group : groups.entrySet()) {
      done.removeAll(Binding.bind(javaProject, group.getKey(), group.getValue(), processorPath));
    }
    return done;
  }

  private void deleteStaleFrames() throws IOException {
    List<NotedFile> all;
    synchronized (this) {
      all = List.copyOf(outputs.values());
    }
    for (NotedFile file : all) {
      Installation installation =
          new Installation(
              file.root().output(), FrameSources.of(javaProject.get("getProject"), file.group()));
      installation.deleteStaleFrames();
      installation.refresh(workspace);
    }
  }

  /** Shows at the first file why nothing can be bound. */
  private static void fail(Exception e, List<NotedFile> files) {
    String reason = String.valueOf(e.getMessage());
    String text = reason.contains("[suspendable:") ? reason : Diagnostic.ECLIPSE_UNKNOWN.message(e);
    if (files.isEmpty()) {
      throw new IllegalStateException(text, e); // Eclipse logs it
    }
    Markers.add(files.get(0).file(), new Message(true, "", 1, -1, -1, text));
  }
}
