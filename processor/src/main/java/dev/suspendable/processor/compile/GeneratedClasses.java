package dev.suspendable.processor.compile;

import com.sun.source.util.TaskEvent;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * The classes that javac has generated in this run, as announced by {@code GENERATE} events.
 *
 * <p>Only these may be requested from the class output: an in-memory file manager creates an empty
 * file for any other request.
 */
public final class GeneratedClasses {
  private final Elements elements;
  private final Map<String, GeneratedClass> classes = new LinkedHashMap<>();
  private final Map<String, TypeElement> analyzed = new LinkedHashMap<>();
  private final Map<String, Set<String>> byPackage = new HashMap<>();
  private final Map<String, Set<String>> byNest = new LinkedHashMap<>();

  /** The classes known through {@code elements}; initially empty. */
  public GeneratedClasses(Elements elements) {
    this.elements = elements;
  }

  /**
   * A class that javac has written.
   *
   * @param binaryName its binary name
   * @param outermost its top-level class
   * @param outermostName binary name of its top-level class
   * @param module name of its module, empty for the unnamed module
   * @param source the source file that it was compiled from, if known
   */
  public record GeneratedClass(
      String binaryName,
      TypeElement outermost,
      String outermostName,
      String module,
      @Nullable JavaFileObject source) {

    /** The address of its source file, if known. */
    public @Nullable URI sourceFile() {
      return source == null ? null : source.toUri();
    }

    /** Its package, empty for the unnamed package. */
    public String packageName() {
      return packageOf(binaryName);
    }

    /** File name of its class file. */
    public String fileName() {
      return simpleNameOf(binaryName) + ".class";
    }
  }

  /**
   * Records the class of a finished {@code GENERATE} event, and the class of an {@code ANALYZE}
   * event until it is generated. Ignores any other event.
   */
  public void add(TaskEvent event) {
    TypeElement type = event.getTypeElement();
    if (type == null || isModule(type)) {
      return;
    }
    switch (event.getKind()) {
      case ANALYZE -> {
        if (!type.getSimpleName().contentEquals("package-info")) {
          analyzed.put(elements.getBinaryName(type).toString(), type);
        }
      }
      case GENERATE -> generated(event, type);
      default -> {}
    }
  }

  private void generated(TaskEvent event, TypeElement type) {
    TypeElement outermost = outermost(type);
    ModuleElement module = elements.getModuleOf(outermost);
    String binaryName = elements.getBinaryName(type).toString();
    String outermostName = elements.getBinaryName(outermost).toString();
    classes.put(
        binaryName,
        new GeneratedClass(
            binaryName,
            outermost,
            outermostName,
            module == null ? "" : module.getQualifiedName().toString(),
            event.getSourceFile()));
    note(byPackage, packageOf(binaryName), binaryName);
    note(byNest, outermostName, binaryName);
  }

  private static void note(Map<String, Set<String>> index, String key, String binaryName) {
    index.computeIfAbsent(key, each -> new LinkedHashSet<>()).add(binaryName);
  }

  /**
   * Whether a type is a module's class file, which is not a class: javac 17 crashes when it is
   * asked for the module of such a type.
   */
  private static boolean isModule(TypeElement type) {
    return type.getSimpleName().contentEquals("module-info");
  }

  /** The class with this binary name, if it was generated in this run. */
  public Optional<GeneratedClass> find(String binaryName) {
    return Optional.ofNullable(classes.get(binaryName));
  }

  /** The top-level classes of a package that javac has attributed but not generated. */
  List<TypeElement> notGenerated(String packageName) {
    return analyzed.entrySet().stream()
        .filter(each -> packageOf(each.getKey()).equals(packageName))
        .filter(each -> !classes.containsKey(each.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Whether javac has compiled a top-level class with this binary name. */
  boolean isCompiled(String binaryName) {
    return classes.containsKey(binaryName) || analyzed.containsKey(binaryName);
  }

  /** Binary names of the classes of a package, in the order of generation. */
  Set<String> inPackage(String packageName) {
    return byPackage.getOrDefault(packageName, Set.of());
  }

  /** Binary names of a top-level class and all classes in it, in the order of generation. */
  public Set<String> inNest(String outermostName) {
    return byNest.getOrDefault(outermostName, Set.of());
  }

  /** The top-level classes, in the order of generation. */
  public List<GeneratedClass> topLevel() {
    return byNest.keySet().stream().flatMap(name -> find(name).stream()).toList();
  }

  /** Binary name of the top-level class around {@code binaryName}. */
  String outermostOf(String binaryName) {
    return find(binaryName).map(GeneratedClass::outermostName).orElse(binaryName);
  }

  static String packageOf(String binaryName) {
    return binaryName.substring(0, Math.max(0, binaryName.lastIndexOf('.')));
  }

  static String simpleNameOf(String binaryName) {
    return binaryName.substring(binaryName.lastIndexOf('.') + 1);
  }

  /**
   * The top-level class around a type. Local classes are enclosed by methods, so not every owner is
   * a type.
   */
  private static TypeElement outermost(TypeElement type) {
    TypeElement outermost = type;
    for (Element owner = type; owner != null; owner = owner.getEnclosingElement()) {
      if (owner instanceof TypeElement ownerType) {
        outermost = ownerType;
      }
    }
    return outermost;
  }
}
