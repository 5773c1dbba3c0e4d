package dev.suspendable.processor.compile;

import com.sun.source.util.TaskEvent;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * The classes that javac has generated in this run, as {@code GENERATE} events announce them.
 *
 * <p>Only these may be asked for in the class output: a file manager that holds its output in
 * memory makes an empty file of anything else that it is asked for.
 */
public final class GeneratedClasses {
  private final Elements elements;
  private final Map<String, GeneratedClass> classes = new LinkedHashMap<>();

  /** The classes known through {@code elements}; none so far. */
  public GeneratedClasses(Elements elements) {
    this.elements = elements;
  }

  /**
   * A class that javac has written.
   *
   * @param binaryName its binary name
   * @param outermost its top-level class
   * @param outermostName binary name of its top-level class
   * @param module name of its module, empty for the unnamed one
   * @param sourceFile where it was compiled from, if that is known
   */
  public record GeneratedClass(
      String binaryName,
      TypeElement outermost,
      String outermostName,
      String module,
      @Nullable URI sourceFile) {

    /** Its package, empty for the unnamed one. */
    public String packageName() {
      return packageOf(binaryName);
    }

    /** File name of its class file. */
    public String fileName() {
      return simpleNameOf(binaryName) + ".class";
    }
  }

  /** Notes the class of a finished {@code GENERATE} event; any other event is let pass. */
  public void add(TaskEvent event) {
    TypeElement type = event.getTypeElement();
    if (event.getKind() != TaskEvent.Kind.GENERATE || type == null || isModule(type)) {
      return;
    }
    TypeElement outermost = outermost(type);
    ModuleElement module = elements.getModuleOf(outermost);
    String binaryName = elements.getBinaryName(type).toString();
    URI sourceFile = event.getSourceFile() == null ? null : event.getSourceFile().toUri();
    classes.put(
        binaryName,
        new GeneratedClass(
            binaryName,
            outermost,
            elements.getBinaryName(outermost).toString(),
            module == null ? "" : module.getQualifiedName().toString(),
            sourceFile));
  }

  /** The class file of a module is no class: asked for its module, javac 17 fails with a crash. */
  private static boolean isModule(TypeElement type) {
    return type.getSimpleName().contentEquals("module-info");
  }

  /** The class of that binary name, if it was generated in this run. */
  public Optional<GeneratedClass> find(String binaryName) {
    return Optional.ofNullable(classes.get(binaryName));
  }

  /** All of them, in the order they were generated. */
  public Collection<GeneratedClass> all() {
    return classes.values();
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

  /** Local classes lie in methods, so not every owner is a type. */
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
