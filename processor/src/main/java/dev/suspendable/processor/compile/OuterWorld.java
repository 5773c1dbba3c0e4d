package dev.suspendable.processor.compile;

import dev.suspendable.processor.classfile.DeadClass;
import dev.suspendable.processor.classfile.Outline;
import dev.suspendable.processor.classfile.References;
import dev.suspendable.processor.classfile.WidenedView;
import dev.suspendable.processor.model.FrameName;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.HostMember;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.NestType;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * The classes that one module of the outer compilation sees, as shown to the frames of that module.
 *
 * <p>Several threads may compile frames. The monitor of this object guards what belongs to the
 * outer javac, which must not run meanwhile: its files and elements.
 */
final class OuterWorld {
  private final ClassFiles classFiles;
  private final PathClasses path;
  private final JvmTypes jvm;
  private final Set<String> frames;
  private final Set<String> nests;
  private final Set<String> promises;
  private final Set<String> framePackages;
  private final Identifiers identifiers;
  private final Map<String, List<HostMember>> members;

  /** By internal name. */
  private final Map<String, NestType> nestTypes = new HashMap<>();

  OuterWorld(
      ClassFiles classFiles,
      PathClasses path,
      JvmTypes jvm,
      List<FrameSource> frames,
      Identifiers identifiers) {
    this.classFiles = classFiles;
    this.path = path;
    this.jvm = jvm;
    this.frames = namesOf(frames, frame -> frame.name().binaryName());
    this.nests = namesOf(frames, frame -> classFiles.generated().outermostOf(frame.name().host()));
    this.promises = namesOf(frames, FrameSource::promise);
    this.framePackages = namesOf(frames, frame -> frame.name().packageName());
    this.identifiers = identifiers;
    this.members =
        frames.stream()
            .flatMap(frame -> frame.nest().members().stream())
            .distinct()
            .collect(Collectors.groupingBy(HostMember::host));
    frames.forEach(
        frame ->
            frame
                .nest()
                .types()
                .forEach(type -> nestTypes.put(type.binaryName().replace('.', '/'), type)));
    path.mention(identifiers.dotted());
    nestClasses().forEach(this::mention);
  }

  /** The classes of a package, whose bytes are read on demand. */
  synchronized List<ServedClass> list(String packageName) {
    Map<String, ServedClass> classes = new LinkedHashMap<>();
    for (String simpleName : path.list(packageName, hints(packageName))) {
      String name = packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
      classes.put(name, new ServedClass(name, () -> readFromPath(name)));
    }
    for (NestType type : nestTypes.values()) {
      String name = type.binaryName();
      if (type.isLifted() && GeneratedClasses.packageOf(name).equals(packageName)) {
        classes.put(name, new ServedClass(name, () -> dead(type)));
      }
    }
    classFiles.generated().notGenerated(packageName).forEach(type -> addOutline(classes, type));
    for (String name : classFiles.generated().inPackage(packageName)) {
      classes.put(name, new ServedClass(name, () -> readGenerated(name)));
    }
    // A frame of the last build must not appear next to the frame that is being compiled.
    classes.keySet().removeIf(this::isFrame);
    return new ArrayList<>(classes.values());
  }

  /**
   * Simple names that may refer to classes of a package. Only frames of the same package use its
   * classes without the package name. Each hint costs a lookup in the class path. Most of the words
   * are variables, whose lookup would fail; so words that do not look like class names are left to
   * {@link #explore}.
   */
  private Set<String> hints(String packageName) {
    return framePackages.contains(packageName)
        ? identifiers.words().stream()
            .filter(word -> !Character.isLowerCase(word.charAt(0)))
            .collect(Collectors.toSet())
        : Set.of();
  }

  /** Looks for missed parts of the class path. Returns whether any were found. */
  boolean explore() {
    for (String packageName : framePackages) {
      path.mention(packageName, identifiers.words());
    }
    return path.explore();
  }

  private void addOutline(Map<String, ServedClass> classes, TypeElement type) {
    String name = jvm.internalName(type).replace('/', '.');
    classes.put(name, new ServedClass(name, () -> outline(type)));
    ElementFilter.typesIn(type.getEnclosedElements()).forEach(it -> addOutline(classes, it));
  }

  private synchronized byte[] outline(TypeElement type) {
    byte[] bytes = Outline.of(type, jvm);
    mention(bytes);
    return WidenedView.ofOther(bytes);
  }

  private byte[] readGenerated(String name) throws IOException {
    byte[] bytes = generated(name);
    mention(bytes);
    byte[] view =
        nests.contains(classFiles.generated().outermostOf(name))
            ? WidenedView.ofNestMember(bytes, members.getOrDefault(name, List.of()), nestTypes)
            : WidenedView.ofOther(bytes);
    return promises.contains(name) ? WidenedView.ofPromise(view) : view;
  }

  private synchronized byte[] generated(String name) throws IOException {
    return classFiles.read(name).orElseThrow(() -> new FileNotFoundException(name));
  }

  private synchronized byte[] dead(NestType type) {
    byte[] bytes = DeadClass.of(type.type(), jvm);
    mention(bytes);
    List<HostMember> added = members.getOrDefault(type.binaryName(), List.of());
    return WidenedView.ofDeadClass(bytes, added);
  }

  private byte[] readFromPath(String name) throws IOException {
    byte[] bytes = onPath(name);
    mention(bytes);
    byte[] view = WidenedView.ofOther(bytes);
    return promises.contains(name) ? WidenedView.ofPromise(view) : view;
  }

  private synchronized byte[] onPath(String name) throws IOException {
    return path.read(name).orElseThrow(() -> new FileNotFoundException(name));
  }

  private void mention(byte[] classFile) {
    Set<String> references = References.of(classFile);
    synchronized (this) {
      path.mention(references);
    }
  }

  private Stream<byte[]> nestClasses() {
    return nests.stream()
        .flatMap(nest -> classFiles.generated().inNest(nest).stream())
        .flatMap(name -> classFiles.read(name).stream());
  }

  private boolean isFrame(String name) {
    return FrameName.around(name, frames::contains).isPresent();
  }

  private static Set<String> namesOf(List<FrameSource> frames, Function<FrameSource, String> name) {
    return frames.stream().map(name).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
