package app;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.eclipse.osgi.launch.EquinoxFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;

/** Starts an Eclipse without windows, and {@code inside.Scenarios} in it. */
public final class Main {
  /** The bundles that are started, in this order. The others are when they are needed. */
  private static final List<String> STARTED =
      List.of(
          "org.apache.felix.scr",
          "org.eclipse.equinox.common",
          "org.eclipse.equinox.registry",
          "org.eclipse.equinox.preferences",
          "org.eclipse.core.contenttype",
          "org.eclipse.core.runtime",
          "org.eclipse.core.jobs",
          "org.eclipse.core.filesystem",
          "org.eclipse.core.resources",
          "org.eclipse.jdt.core",
          "org.eclipse.jdt.apt.core",
          "org.eclipse.jdt.apt.pluggable.core");

  private static final List<String> NEEDED_INSIDE =
      List.of(
          "org.eclipse.core.runtime",
          "org.eclipse.core.resources",
          "org.eclipse.jdt.core",
          "org.eclipse.jdt.apt.core");

  private Main() {}

  /** Runs all scenarios, or those that are named. */
  public static void main(String[] names) {
    int exit = 0;
    try {
      run(names);
    } catch (InvocationTargetException e) {
      e.getCause().printStackTrace();
      exit = 1;
    } catch (Exception e) {
      e.printStackTrace();
      exit = 1;
    }
    System.out.flush();
    Runtime.getRuntime().halt(exit); // Eclipse's threads go on
  }

  private static void run(String[] names) throws Exception {
    Path folder = Files.createTempDirectory("eclipse");
    Framework framework = new EquinoxFactory().newFramework(settings(folder));
    framework.start();
    BundleContext context = framework.getBundleContext();
    Map<String, Bundle> bundles = new LinkedHashMap<>();
    for (Path jar : jars(Main::isBundle)) {
      Bundle bundle = context.installBundle(jar.toUri().toString());
      bundles.put(bundle.getSymbolicName(), bundle);
    }
    // Something of Eclipse's requires it, for Ant's tasks, which nothing here uses.
    install(context, bundle(folder, "org.apache.ant", List.of(), ""));
    Bundle inside = install(context, bundle(folder, "inside", NEEDED_INSIDE, "inside"));
    for (String name : STARTED) {
      bundles.get(name).start();
    }
    inside.start();
    inside
        .loadClass("inside.Scenarios")
        .getMethod("run", Path.class, List.class, List.class, Path.class, List.class)
        .invoke(
            null,
            folder,
            jars(name -> name.startsWith("suspendable-") && !name.contains("processor")),
            jars(name -> name.startsWith("suspendable-processor")),
            jars(name -> name.startsWith("lombok")).get(0),
            List.of(names));
  }

  private static Map<String, String> settings(Path folder) {
    Map<String, String> settings = new HashMap<>();
    settings.put("osgi.instance.area", folder.resolve("workspace").toUri().toString());
    settings.put("osgi.configuration.area", folder.resolve("configuration").toUri().toString());
    settings.put("org.osgi.framework.storage.clean", "onFirstInit");
    settings.put("osgi.compatibility.bootdelegation", "true");
    return settings;
  }

  private static List<Path> jars(Predicate<String> isWanted) {
    return Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
        .map(Path::of)
        .filter(path -> isWanted.test(String.valueOf(path.getFileName())))
        .toList();
  }

  private static boolean isBundle(String name) {
    return name.endsWith(".jar")
        && !name.matches("(suspendable|lombok|jspecify).*")
        && !name.startsWith("org.eclipse.osgi-");
  }

  private static Bundle install(BundleContext context, Path jar) throws Exception {
    return context.installBundle(jar.toUri().toString());
  }

  /** Makes a bundle that contains one of our packages, or nothing. */
  private static Path bundle(Path folder, String name, List<String> needs, String contents)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    main.putValue("Bundle-Version", "1.10.0");
    if (!needs.isEmpty()) {
      main.putValue("Require-Bundle", String.join(",", needs));
    }
    Path jar = folder.resolve(name + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      if (!contents.isEmpty()) {
        Path classes = Path.of("target/classes").resolve(contents);
        try (Stream<Path> files = Files.list(classes)) {
          for (Path file : new ArrayList<>(files.toList())) {
            entries.putNextEntry(new ZipEntry(contents + "/" + file.getFileName()));
            Files.copy(file, entries);
            entries.closeEntry();
          }
        }
      }
    }
    return jar;
  }
}
