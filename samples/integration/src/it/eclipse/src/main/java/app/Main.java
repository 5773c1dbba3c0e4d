package app;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
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
      if (System.getProperty("eclipse") == null) {
        exit = withLombok(names);
      } else {
        checkBatchCompiler();
        run(names);
      }
    } catch (InvocationTargetException e) {
      e.getCause().printStackTrace();
      exit = 1;
    } catch (Exception | AssertionError e) {
      e.printStackTrace();
      exit = 1;
    }
    System.out.flush();
    Runtime.getRuntime().halt(exit); // Eclipse's threads do not end
  }

  /** Lombok is an agent of Eclipse's JVM. */
  private static int withLombok(String[] names) throws Exception {
    Path lombok = jars(name -> name.startsWith("lombok")).get(0);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-javaagent:" + lombok,
                "-Declipse=inside",
                "-cp",
                System.getProperty("java.class.path"),
                "app.Main"));
    command.addAll(List.of(names));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** Eclipse's compiler alone, without a builder that tells when it has compiled. */
  private static void checkBatchCompiler() throws IOException {
    Path folder = Files.createTempDirectory("batch");
    Path source =
        Files.writeString(
            folder.resolve("Host.java"),
            """
            import dev.suspendable.Task;
            class Host {
              @dev.suspendable.annotations.Suspendable
              Task<Integer> work(Task<Integer> task) {
                return task;
              }
            }
            """);
    StringWriter said = new StringWriter();
    BatchCompiler.compile(
        new String[] {
          "-17",
          "-d",
          folder.toString(),
          "-cp",
          path(name -> name.startsWith("suspendable-")),
          "-processorpath",
          path(name -> name.startsWith("suspendable-processor")),
          source.toString()
        },
        new PrintWriter(said),
        new PrintWriter(said),
        null);
    String text = said.toString();
    if (text.split("\\[suspendable:not-javac\\]", -1).length != 2
        || !text.contains("(at line 4)")) {
      throw new AssertionError(text);
    }
  }

  private static String path(Predicate<String> isWanted) {
    return jars(isWanted).stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
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
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
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
