package dev.suspendable.processor.compile;

import dev.suspendable.processor.classfile.ClassFacts;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.StandardLocation;

/**
 * The Java platform of the outer compilation, as options of the nested one: the same language level
 * and class file version, the same JDK API, and the same JDK modules.
 *
 * <p>{@code SourceVersion} gives the language level, and a newly generated class gives the class
 * file version. The API is that of the running JDK or, with {@code --release}, of an older one. The
 * place where the outer compilation finds {@code java.lang.Object} shows which: {@code jrt:/}, or
 * the file of old signatures. The modules are those of the outer module graph.
 */
final class Platform {
  private final ProcessingEnvironment environment;

  Platform(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  /**
   * The options for the nested javac.
   *
   * @param hosts facts of classes of the outer compilation
   * @param names dotted names that occur in the sources to be compiled
   */
  List<String> options(List<ClassFacts> hosts, Set<String> names) {
    List<String> options = new ArrayList<>();
    String level = String.valueOf(environment.getSourceVersion().ordinal());
    boolean oldApi = isOldApi();
    if (oldApi) {
      options.addAll(List.of("--release", level));
    } else {
      // The class file version of Java N is N + 44.
      int version = hosts.stream().mapToInt(ClassFacts::majorVersion).max().orElse(0);
      String target = version == 0 ? level : String.valueOf(version - 44);
      options.addAll(List.of("-source", level, "-target", target));
    }
    if (environment.isPreviewEnabled()) {
      options.add("--enable-preview");
    }
    if (hosts.stream().anyMatch(ClassFacts::hasParameterNames)) {
      options.add("-parameters");
    }
    Set<String> modules = systemModules();
    if (!modules.isEmpty()) {
      String list = String.join(",", modules);
      options.addAll(List.of("--limit-modules", list, "--add-modules", list));
    }
    if (!oldApi) {
      concealed(modules, names).forEach(each -> options.addAll(List.of("--add-exports", each)));
    }
    return options;
  }

  private boolean isOldApi() {
    if (environment.getSourceVersion().ordinal() == Runtime.version().feature()) {
      return false;
    }
    try {
      String scheme =
          environment
              .getFiler()
              .getResource(StandardLocation.SYSTEM_MODULES, "java.base/java.lang", "Object.class")
              .toUri()
              .getScheme();
      return !"jrt".equals(scheme);
    } catch (IOException | RuntimeException e) {
      // The file manager does not tell. Assuming too small an API leads to a visible error at the
      // method; assuming too large an API might choose an overload that the user's own compilation
      // has not seen.
      return true;
    }
  }

  /**
   * Whether a module exports a package to all modules. Modules that only serve other modules come
   * with those, and cannot be named for old releases.
   */
  private static boolean exportsAnything(ModuleElement module) {
    return ElementFilter.exportsIn(module.getDirectives()).stream()
        .anyMatch(export -> export.getTargetModules() == null);
  }

  private Set<String> systemModules() {
    return environment.getElementUtils().getAllModuleElements().stream()
        .filter(Platform::exportsAnything)
        .map(module -> module.getQualifiedName().toString())
        .filter(PathClasses.SYSTEM_MODULES::contains)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Packages that JDK modules do not export, if the sources name them: {@code
   * module/package=ALL-UNNAMED}. The outer compilation has checked with its own {@code
   * --add-exports} that the sources may name them; no API gives that option.
   */
  private static List<String> concealed(Set<String> modules, Set<String> names) {
    List<String> exports = new ArrayList<>();
    for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
      ModuleDescriptor descriptor = module.descriptor();
      if (modules.contains(descriptor.name())) {
        Set<String> exported =
            descriptor.exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        descriptor.packages().stream()
            .filter(each -> names.contains(each) && !exported.contains(each))
            .forEach(each -> exports.add(descriptor.name() + "/" + each + "=ALL-UNNAMED"));
      }
    }
    return exports;
  }
}
