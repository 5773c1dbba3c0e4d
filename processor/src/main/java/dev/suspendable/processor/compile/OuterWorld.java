package dev.suspendable.processor.compile;

import dev.suspendable.processor.classfile.References;
import dev.suspendable.processor.classfile.WidenedView;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.HostMember;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one module of the outer compilation sees, shown to the frames that belong to it. */
final class OuterWorld {
  private final ClassFiles classFiles;
  private final PathClasses path;
  private final Set<String> frames;
  private final Set<String> nests;
  private final Set<String> identifiers;
  private final Map<String, List<HostMember>> members;

  OuterWorld(ClassFiles classFiles, PathClasses path, List<FrameSource> frames) {
    this.classFiles = classFiles;
    this.path = path;
    this.frames = namesOf(frames, FrameSource::binaryName);
    this.nests = namesOf(frames, frame -> classFiles.generated().outermostOf(frame.host()));
    this.identifiers =
        frames.stream()
            .flatMap(frame -> Identifiers.in(frame.source()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    this.members =
        frames.stream()
            .flatMap(frame -> frame.members().stream())
            .distinct()
            .collect(Collectors.groupingBy(HostMember::host));
    nestClasses().forEach(this::mention);
  }

  /** The classes of a package, to be read when wanted. */
  List<ServedClass> list(String packageName) {
    Map<String, ServedClass> classes = new LinkedHashMap<>();
    for (String simpleName : path.list(packageName, identifiers)) {
      String name = packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
      classes.put(name, new ServedClass(name, () -> readFromPath(name)));
    }
    classFiles.generated().all().stream()
        .filter(type -> type.packageName().equals(packageName))
        .map(GeneratedClasses.GeneratedClass::binaryName)
        .forEach(name -> classes.put(name, new ServedClass(name, () -> readGenerated(name))));
    // A frame of the last build must not stand beside the one that is being compiled.
    classes.keySet().removeIf(this::isFrame);
    return new ArrayList<>(classes.values());
  }

  /** Looks for parts of the class path that were missed. Whether any were found. */
  boolean explore() {
    return path.explore();
  }

  private byte[] readGenerated(String name) throws IOException {
    byte[] bytes = classFiles.read(name).orElseThrow(() -> new FileNotFoundException(name));
    mention(bytes);
    return nests.contains(classFiles.generated().outermostOf(name))
        ? WidenedView.ofNestMember(bytes, members.getOrDefault(name, List.of()))
        : WidenedView.ofOther(bytes);
  }

  private byte[] readFromPath(String name) throws IOException {
    byte[] bytes = path.read(name).orElseThrow(() -> new FileNotFoundException(name));
    mention(bytes);
    return WidenedView.ofOther(bytes);
  }

  private void mention(byte[] classFile) {
    path.mention(References.of(classFile));
  }

  private Stream<byte[]> nestClasses() {
    return classFiles.generated().all().stream()
        .filter(type -> nests.contains(type.outermostName()))
        .flatMap(type -> classFiles.read(type.binaryName()).stream());
  }

  private boolean isFrame(String name) {
    return frames.contains(name) || frames.stream().anyMatch(frame -> name.startsWith(frame + "$"));
  }

  private static Set<String> namesOf(List<FrameSource> frames, Function<FrameSource, String> name) {
    return frames.stream().map(name).collect(Collectors.toCollection(TreeSet::new));
  }
}
