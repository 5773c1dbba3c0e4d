package dev.suspendable.processor.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outer compilations of named modules; the nested one is always of the unnamed module. */
final class ModulesTest {
  private static final String LIBRARY =
      "package lib; public class Lib { public static hidden.Base make() { return new hidden.Base();"
          + " } }";
  private static final String HIDDEN =
      "package hidden; public class Base { public String name() { return \"b\"; } }";
  private static final String HOST =
      """
      package app;
      public class Host {
        private static int secret = 2;
        private Host() {}
        static String work() { return lib.Lib.make().name(); }
        public static Object run() { return work() + secret; }
      }
      """;
  private static final String MODULE =
      "module app { requires lib; requires java.net.http; requires java.sql; exports app; }";
  private static final Frames FRAME =
      Frames.of(
              "app.Host",
              "work",
              "()Ljava/lang/String;",
              """
              package app;
              import java.net.http.HttpClient;
              final class Host$$work {
                static String ramp() {
                  Host.secret++;
                  Class<?> c = java.sql.Connection.class;
                  return lib.Lib.make().name() + HttpClient.class.getSimpleName() + c.getSimpleName();
                }
              }
              """)
          .ofStatic();

  @TempDir Path folder;

  private Path library() {
    return new Build(folder.resolve("lib"))
        .source("module-info.java", "module lib { exports lib; exports hidden to app; }")
        .source("lib/Lib.java", LIBRARY)
        .source("hidden/Base.java", HIDDEN)
        .options("-Xlint:-module")
        .runCleanly()
        .out();
  }

  @Test
  void hostInANamedModule() throws Exception {
    Path library = library();
    Build build =
        new Build(folder)
            .options("-Xlint:all", "-Werror", "-p", library.toString())
            .source("module-info.java", MODULE)
            .source("app/Host.java", HOST)
            .frame(FRAME)
            .runCleanly();

    assertThat(run(build.out(), library)).isEqualTo("bHttpClientConnection3");
  }

  @Test
  void severalModulesAtOnce() throws Exception {
    Path library = library();
    Build build =
        new Build(folder)
            .options(
                "-p", library.toString(), "--module-source-path", folder.resolve("src").toString())
            .source("app/module-info.java", MODULE)
            .source("app/app/Host.java", HOST)
            .source("other/module-info.java", "module other { }")
            .source("other/oth/X.java", "package oth; class X { static Object x() { return 1; } }")
            .frame(FRAME)
            .frame(
                Frames.of(
                        "oth.X",
                        "x",
                        "()Ljava/lang/Object;",
                        "package oth; class X$$x { static Object ramp() { return 2; } }")
                    .ofStatic())
            .runCleanly();

    assertThat(run(build.out().resolve("app"), library)).isEqualTo("bHttpClientConnection3");
    assertThat(build.out().resolve("other/oth/X$$x.class")).exists();
  }

  @Test
  void testsThatPatchAModule() throws Exception {
    Path library = library();
    Path main =
        new Build(folder.resolve("main"))
            .options("-p", library.toString())
            .source("module-info.java", MODULE)
            .source(
                "app/Main.java", "package app; public class Main { static int m() { return 5; } }")
            .runCleanly()
            .out();
    new Build(folder.resolve("test"))
        .options("-p", library + File.pathSeparator + main, "--add-modules", "app")
        .options("--patch-module", "app=" + folder.resolve("test/src"))
        .source("app/Test.java", "package app; class Test { static int t() { return Main.m(); } }")
        .frame(
            Frames.of(
                    "app.Test",
                    "t",
                    "()I",
                    "package app; class Test$$t { static int ramp() { return Main.m() + 1; } }")
                .ofStatic())
        .runCleanly();
  }

  @Test
  void automaticModuleAndClassPath() throws Exception {
    Path automatic =
        new Build(folder.resolve("auto.mod"))
            .source("auto/A.java", "package auto; public class A { }")
            .runCleanly()
            .out();
    Path jar = folder.resolve("auto.jar");
    JarFiles.pack(automatic, jar);
    Build build =
        new Build(folder)
            .options("-p", jar.toString())
            .source("module-info.java", "module app { requires auto; }")
            .source(
                "app/Host.java", "package app; class Host { static Object w() { return null; } }")
            .frame(
                Frames.of(
                        "app.Host",
                        "w",
                        "()Ljava/lang/Object;",
                        "package app; class Host$$w { static Object ramp() { return new auto.A(); }"
                            + " }")
                    .ofStatic())
            .runCleanly();

    assertThat(build.classFile("app.Host$$w")).isNotEmpty();
  }

  private static Object run(Path... modulePath) throws Exception {
    Configuration configuration =
        ModuleLayer.boot()
            .configuration()
            .resolve(ModuleFinder.of(modulePath), ModuleFinder.of(), Set.of("app"));
    ModuleLayer layer =
        ModuleLayer.defineModulesWithOneLoader(
                configuration, List.of(ModuleLayer.boot()), ClassLoader.getPlatformClassLoader())
            .layer();
    Method run = layer.findLoader("app").loadClass("app.Host").getMethod("run");
    return run.invoke(null);
  }
}
