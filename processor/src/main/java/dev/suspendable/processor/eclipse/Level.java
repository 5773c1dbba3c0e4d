package dev.suspendable.processor.eclipse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The version of Java that a project is written for.
 *
 * @param source of the language
 * @param target of class files
 * @param isRelease whether only the library of that version may be used
 * @param isPreview whether preview features may be used
 */
record Level(int source, int target, boolean isRelease, boolean isPreview) {
  private static final String COMPILER = "org.eclipse.jdt.core.compiler.";

  static Level of(Ide javaProject) {
    return new Level(
        version(option(javaProject, "source")),
        version(option(javaProject, "codegen.targetPlatform")),
        option(javaProject, "release").equals("enabled"),
        option(javaProject, "problem.enablePreviewFeatures").equals("enabled"));
  }

  /** A setting of Eclipse's compiler. */
  static String option(Ide javaProject, String name) {
    return javaProject.text("getOption", COMPILER + name, true);
  }

  private static int version(String text) {
    return Integer.parseInt(text.startsWith("1.") ? text.substring(2) : text);
  }

  /** The oldest javac that can compile for it and read the class files of the project's JDK. */
  int neededJavac(@Nullable Jdk jdk) {
    int level = Math.max(source, target);
    return isRelease || jdk == null ? level : Math.max(level, jdk.feature());
  }

  /**
   * The options of javac.
   *
   * @param other a JDK whose library is used, if it is not that of javac
   */
  void addTo(List<String> options, @Nullable Jdk other) {
    if (isRelease) {
      options.addAll(List.of("--release", String.valueOf(source)));
    } else {
      options.addAll(List.of("-source", String.valueOf(source), "-target", String.valueOf(target)));
      if (other != null) {
        options.addAll(List.of("--system", other.home().toString()));
      }
    }
    if (isPreview) {
      options.add("--enable-preview");
    }
  }
}
