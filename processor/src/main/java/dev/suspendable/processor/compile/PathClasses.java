package dev.suspendable.processor.compile;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Classes on the outer compilation's class path and module path, as one of its modules sees them.
 */
final class PathClasses {
  /** Names of the modules that the nested javac finds without help. */
  static final Set<String> SYSTEM_MODULES =
      ModuleFinder.ofSystem().findAll().stream()
          .map(module -> module.descriptor().name())
          .collect(Collectors.toUnmodifiableSet());

  private static final List<StandardLocation> MODULE_LOCATIONS =
      List.of(
          StandardLocation.PATCH_MODULE_PATH,
          StandardLocation.UPGRADE_MODULE_PATH,
          StandardLocation.MODULE_PATH);

  private final Elements elements;
  private final Filer filer;
  private final String module;
  private final List<String> modules;
  private final ClassRoots roots = new ClassRoots();
  private final Map<String, Optional<FileObject>> found = new HashMap<>();
  private final Map<String, List<Place>> placesOfPackage = new HashMap<>();
  private final Map<String, Set<String>> mentioned = new HashMap<>();

  /** A location, and the prefix of package names in it. */
  private record Place(Location location, String prefix) {}

  /** The classes that {@code module} sees; the empty name is the unnamed module. */
  PathClasses(ProcessingEnvironment environment, String module) {
    this.elements = environment.getElementUtils();
    this.filer = environment.getFiler();
    this.module = module;
    this.modules =
        elements.getAllModuleElements().stream()
            .map(each -> each.getQualifiedName().toString())
            .filter(name -> !name.isEmpty() && !SYSTEM_MODULES.contains(name))
            .toList();
  }

  /**
   * Records that classes with these binary names may be needed. Packages are found through such
   * names.
   */
  void mention(Set<String> binaryNames) {
    for (String name : binaryNames) {
      mention(GeneratedClasses.packageOf(name), Set.of(GeneratedClasses.simpleNameOf(name)));
    }
  }

  /** Records that classes with these simple binary names may be needed. */
  void mention(String packageName, Set<String> simpleNames) {
    mentioned.computeIfAbsent(packageName, key -> new HashSet<>()).addAll(simpleNames);
  }

  /** Looks up all recorded names. Returns whether that led to unknown parts of the class path. */
  boolean explore() {
    int before = roots.size();
    for (String packageName : List.copyOf(mentioned.keySet())) {
      explore(packageName, Set.of());
    }
    return roots.size() > before;
  }

  /**
   * Simple binary names of the classes of a package, in so far as their locations are known.
   *
   * @param hints simple names of classes that may be among them
   */
  Set<String> list(String packageName, Set<String> hints) {
    explore(packageName, hints);
    Set<String> names = roots.classesIn(packageName);
    if (roots.opaque()) {
      names.addAll(listElements(packageName));
    }
    return names;
  }

  private void explore(String packageName, Set<String> hints) {
    Set<String> names = new HashSet<>(mentioned.getOrDefault(packageName, Set.of()));
    names.addAll(hints);
    names.removeAll(roots.classesIn(packageName));
    for (String name : names) {
      find(packageName.isEmpty() ? name : packageName + "." + name);
    }
  }

  /** Whether a class with this binary name exists. */
  boolean has(String binaryName) {
    return find(binaryName).isPresent();
  }

  /** The bytes of a class; empty if it is not on a path. */
  Optional<byte[]> read(String binaryName) throws IOException {
    Optional<FileObject> file = find(binaryName);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = file.get().openInputStream()) {
      return Optional.of(in.readAllBytes());
    }
  }

  private Optional<FileObject> find(String binaryName) {
    return found.computeIfAbsent(binaryName, this::search);
  }

  private Optional<FileObject> search(String binaryName) {
    String packageName = GeneratedClasses.packageOf(binaryName);
    String fileName = GeneratedClasses.simpleNameOf(binaryName) + ".class";
    for (Place place : placesOfPackage.computeIfAbsent(packageName, this::places)) {
      try {
        FileObject file =
            filer.getResource(place.location(), place.prefix() + packageName, fileName);
        roots.add(file.toUri(), binaryName);
        return Optional.of(file);
      } catch (IOException | RuntimeException e) {
        // The class is not here. javac's filer throws a NullPointerException for a location that is
        // not set, and an IllegalArgumentException for a name that is a folder or does not exist.
      }
    }
    return Optional.empty();
  }

  /**
   * The places to search for a package: first the one where the module sees it, then all others.
   */
  private List<Place> places(String packageName) {
    List<Place> places = new ArrayList<>();
    if (module.isEmpty()) {
      places.add(new Place(StandardLocation.CLASS_PATH, ""));
    } else {
      addPlaces(places, visibleIn(packageName));
    }
    modules.forEach(name -> addPlaces(places, name));
    places.add(new Place(StandardLocation.CLASS_PATH, ""));
    return places.stream().distinct().toList();
  }

  private static void addPlaces(List<Place> places, String moduleName) {
    if (moduleName.isEmpty()) {
      places.add(new Place(StandardLocation.CLASS_PATH, ""));
      return;
    }
    for (StandardLocation location : MODULE_LOCATIONS) {
      places.add(new Place(location, moduleName + "/"));
    }
  }

  private String visibleIn(String packageName) {
    PackageElement seen = packageElement(packageName);
    ModuleElement owner = seen == null ? null : elements.getModuleOf(seen);
    return owner == null ? module : owner.getQualifiedName().toString();
  }

  private @Nullable PackageElement packageElement(String packageName) {
    ModuleElement from = elements.getModuleElement(module);
    return from == null
        ? elements.getPackageElement(packageName)
        : elements.getPackageElement(from, packageName);
  }

  /**
   * The last resort, for file managers whose addresses carry no information. It completes the
   * classes; {@link ClassRoots} explains the disadvantages. It never asks for the kind or the
   * contents of names with {@code $$}, which frames of earlier builds have.
   */
  private Set<String> listElements(String packageName) {
    PackageElement element = packageElement(packageName);
    Set<String> names = new HashSet<>();
    if (element != null && !isSystem(element)) {
      for (Element each : element.getEnclosedElements()) {
        if (each instanceof TypeElement type && !type.getSimpleName().toString().contains("$$")) {
          addNested(names, type);
        }
      }
    }
    return names;
  }

  private void addNested(Set<String> names, TypeElement type) {
    names.add(GeneratedClasses.simpleNameOf(elements.getBinaryName(type).toString()));
    for (TypeElement nested : ElementFilter.typesIn(type.getEnclosedElements())) {
      addNested(names, nested);
    }
  }

  private boolean isSystem(PackageElement element) {
    ModuleElement owner = elements.getModuleOf(element);
    return owner != null && SYSTEM_MODULES.contains(owner.getQualifiedName().toString());
  }
}
