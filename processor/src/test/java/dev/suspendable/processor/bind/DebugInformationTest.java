package dev.suspendable.processor.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import dev.suspendable.processor.classfile.ClassFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What debuggers and stack traces see of frames and ramps. */
final class DebugInformationTest {
  private static final String HOST =
      """
      package app;

      class Host {
        @Deprecated
        static int work(
            @SuppressWarnings("x") String text, long n) {
          int unused = 1;
          int length = text.length();
          return 10 / length;
        }
        static Object run() {
          return work("", 1L);
        }
      }
      """;

  private static final Frames FRAME =
      Frames.of(
              "app.Host",
              "work",
              "(Ljava/lang/String;J)I",
              """
              package app;
              final class Host$$work {
                static int ramp(String text, long n) {
                  return step(text);
                }
                static int step(String text) {
                  int state = 0;
                  int length = text.length(); // @8
                  state++;
                  return ((java.util.function.IntSupplier) () -> 10 / length).getAsInt(); // @9
                }
              }
              """)
          .ofStatic();

  @TempDir Path folder;

  @Test
  void stackTracesShowTheUsersLines() {
    Build build = new Build(folder).options("-g").source("app/Host.java", HOST).frame(FRAME);

    Exception failure = catchException(() -> build.runCleanly().call("app.Host"));

    assertThat(trace(failure))
        .containsSubsequence(
            "Host.lambda$work$1(Host.java:9)",
            "Host.work$step(Host.java:9)",
            "Host$$work.ramp(Unknown Source)",
            "Host.work(Host.java:1)",
            "Host.run(Host.java:12)");
  }

  @Test
  void generatedLinesOnRequest() {
    Build build = new Build(folder).generatedLines().source("app/Host.java", HOST).frame(FRAME);

    Exception failure = catchException(() -> build.runCleanly().call("app.Host"));

    assertThat(trace(failure))
        .contains("Host$$work.step(Host$$work.java:10)", "Host$$work.ramp(Host$$work.java:4)");
  }

  @Test
  void noneIfTheHostHasNone() {
    Build build = new Build(folder).options("-g:none").source("app/Host.java", HOST).frame(FRAME);

    Exception failure = catchException(() -> build.runCleanly().call("app.Host"));

    assertThat(trace(failure))
        .contains("Host.work$step(Unknown Source)", "Host.work(Unknown Source)");
  }

  @Test
  void variablesIfTheHostHasThem() throws Exception {
    assertThat(variablesWith("-g")).containsExactly("text", "n", "text", "state", "length");
    assertThat(variablesWith("-g:source,lines")).isEmpty();
    assertThat(variablesWith("-g:none")).isEmpty();
  }

  private List<String> variablesWith(String option) throws Exception {
    Build build =
        new Build(folder).options(option).source("app/Host.java", HOST).frame(FRAME).runCleanly();
    List<String> variables = new ArrayList<>();
    for (String type : List.of("app.Host$$work", "app.Host")) {
      new ClassReader(build.classFile(type)).accept(recorderOfVariables(variables), 0);
    }
    return variables;
  }

  private static ClassVisitor recorderOfVariables(List<String> variables) {
    return new ClassVisitor(Opcodes.ASM9) {
      @Override
      public @Nullable MethodVisitor visitMethod(
          int access, String name, String descriptor, String signature, String[] throwing) {
        return name.equals("ramp") || name.equals("work$step")
            ? new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitLocalVariable(
                  String variable,
                  String type,
                  String signature,
                  Label start,
                  Label end,
                  int index) {
                variables.add(variable);
              }
            }
            : null;
      }
    };
  }

  /** A class whose code is not looked at may hold the names of attributes for other reasons. */
  @Test
  void attributesAreNotMistaken() throws Exception {
    String text = "class Facts { String s = \"LineNumberTable\"; }";
    assertThat(factsOf(text, "-g:vars").hasDebugInformation()).isFalse();
    assertThat(factsOf(text, "-g:none").hasDebugInformation()).isFalse();
    assertThat(factsOf(text, "-g:lines").hasDebugInformation()).isTrue();
    assertThat(factsOf(text, "-g:source").hasDebugInformation()).isTrue();
    assertThat(factsOf(text, "-g:source,lines").hasVariables()).isFalse();
    assertThat(factsOf(text, "-g:vars").hasVariables()).isTrue();
  }

  private ClassFacts factsOf(String text, String option) throws Exception {
    Build build = new Build(folder).options(option).source("Facts.java", text).runCleanly();
    return ClassFacts.of(build.classFile("Facts"));
  }

  @Test
  void rampKeepsWhatIsSaidAboutTheMethod() throws Exception {
    Build build =
        new Build(folder)
            .options("-g", "-parameters")
            .source("app/Host.java", HOST)
            .frame(FRAME)
            .runCleanly();

    List<String> said = new ArrayList<>();
    new ClassReader(build.classFile("app.Host"))
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] throwing) {
                return name.equals("work") ? recorder(said) : null;
              }
            },
            0);

    assertThat(said)
        .containsExactly(
            "parameter text",
            "parameter n",
            "annotation Ljava/lang/Deprecated;",
            "line 1",
            "call app/Host$$work.ramp",
            "variable text 0",
            "variable n 1");
  }

  private static MethodVisitor recorder(List<String> said) {
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public void visitParameter(String name, int access) {
        said.add("parameter " + name);
      }

      @Override
      public AnnotationVisitor visitAnnotation(String type, boolean visible) {
        said.add("annotation " + type);
        return null;
      }

      @Override
      public void visitLineNumber(int line, Label start) {
        said.add("line " + line);
      }

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String name, String descriptor, boolean isInterface) {
        said.add("call " + owner + "." + name);
      }

      @Override
      public void visitLocalVariable(
          String name, String type, String signature, Label start, Label end, int index) {
        said.add("variable " + name + " " + index);
      }
    };
  }

  private static List<String> trace(Exception failure) {
    return Arrays.stream(failure.getStackTrace())
        .map(each -> each.toString().replaceFirst("^.*app\\.", ""))
        .toList();
  }
}
