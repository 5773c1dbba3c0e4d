package dev.suspendable.processor.realcode;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Makes the methods of a library suspendable. {@code R m(P p) throws X { body }} becomes
 *
 * <pre>{@code
 * R m(P p) throws X { return InsertedAwaits.run(m$1(p)); }
 * @Suspendable Task<R> m$1(P p) throws X { body }
 * }</pre>
 *
 * <p>and in the body some expressions {@code e} become {@code InsertedAwaits.await(e)}, and some
 * calls of the library's own methods awaits of their coroutines. The number in the name keeps
 * overriding out of it: whoever calls or overrides {@code m} sees what was there before.
 */
final class Rewriter {
  static final String AWAITS = InsertedAwaits.class.getName();
  private static final String TASK = "dev.suspendable.Task";

  private final Trees trees;
  private final SourcePositions positions;
  private final long seed;
  private final Map<Element, Coroutine> coroutines = new LinkedHashMap<>();
  private final List<RewrittenFile> files = new ArrayList<>();
  private int numbered;

  /**
   * A method that becomes a coroutine.
   *
   * @param name the coroutine's
   * @param isDirect whether a call of the method can become a call of the coroutine
   */
  record Coroutine(
      Method method, String name, TreePath path, RewrittenFile file, boolean isDirect) {
    MethodTree tree() {
      return (MethodTree) path.getLeaf();
    }
  }

  private Rewriter(JavacTask task, long seed) {
    trees = Trees.instance(task);
    positions = trees.getSourcePositions();
    this.seed = seed;
  }

  /** Rewrites what a task compiles. */
  static Rewriter rewrite(JavacTask task, long seed) throws IOException {
    Rewriter rewriter = new Rewriter(task, seed);
    List<CompilationUnitTree> units = new ArrayList<>();
    task.parse().forEach(units::add);
    task.analyze();
    units.forEach(rewriter::collect);
    rewriter.coroutines.values().forEach(rewriter::rewrite);
    return rewriter;
  }

  List<RewrittenFile> files() {
    return files;
  }

  List<Method> methods() {
    return coroutines.values().stream().map(Coroutine::method).toList();
  }

  private void collect(CompilationUnitTree unit) {
    RewrittenFile file;
    try {
      file =
          new RewrittenFile(
              unit.getSourceFile().getName(), unit.getSourceFile().getCharContent(true).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.add(file);
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
        collect(getCurrentPath(), file);
        return super.visitMethod(tree, null);
      }
    }.scan(unit, null);
  }

  private void collect(TreePath path, RewrittenFile file) {
    MethodTree tree = (MethodTree) path.getLeaf();
    Element element = trees.getElement(path);
    if (element == null
        || element.getKind() != ElementKind.METHOD
        || tree.getBody() == null
        || trees.getSourcePositions().getEndPosition(path.getCompilationUnit(), tree) < 0) {
      return;
    }
    String description = element.getEnclosingElement() + "." + element;
    coroutines.put(
        element,
        new Coroutine(
            new Method(description),
            tree.getName() + "$" + ++numbered,
            path,
            file,
            isDirect((ExecutableElement) element)));
  }

  /** Nobody overrides it, and it holds no monitor. */
  private static boolean isDirect(ExecutableElement method) {
    TypeElement host = (TypeElement) method.getEnclosingElement();
    Set<Modifier> modifiers = method.getModifiers();
    return !modifiers.contains(Modifier.SYNCHRONIZED)
        && (modifiers.contains(Modifier.STATIC)
            || modifiers.contains(Modifier.PRIVATE)
            || modifiers.contains(Modifier.FINAL)
            || host.getModifiers().contains(Modifier.FINAL));
  }

  private void rewrite(Coroutine coroutine) {
    MethodTree tree = coroutine.tree();
    CompilationUnitTree unit = coroutine.path.getCompilationUnit();
    Element element = trees.getElement(coroutine.path);
    if (tree.getReceiverParameter() != null) {
      coroutine.method.leaveOut("the rewriter: receiver parameter");
      return;
    }
    String text = coroutine.file.original();
    String result = of(tree.getReturnType(), unit, text);
    boolean isVoid = ((ExecutableElement) element).getReturnType().getKind() == TypeKind.VOID;
    String parameters =
        tree.getParameters().stream()
            .map(parameter -> of(parameter, unit, text))
            .collect(Collectors.joining(", "));
    String arguments =
        tree.getParameters().stream().map(VariableTree::getName).collect(Collectors.joining(", "));
    String types =
        tree.getTypeParameters().stream()
            .map(parameter -> of(parameter, unit, text))
            .collect(Collectors.joining(", "));
    String thrown =
        tree.getThrows().stream()
            .map(each -> of(each, unit, text))
            .collect(Collectors.joining(", "));
    String header =
        ("{ " + (isVoid ? "" : "return ") + AWAITS + ".run(" + coroutine.name)
            + ("(" + arguments + ")); } ")
            + annotations(element)
            + modifiers(element)
            + (types.isEmpty() ? "" : "<" + types + "> ")
            + (TASK + "<" + boxed(result) + "> " + coroutine.name + "(" + parameters + ") ")
            + (thrown.isEmpty() ? "" : "throws " + thrown + " ");
    int from = (int) positions.getStartPosition(unit, tree.getBody());
    int to = (int) positions.getEndPosition(unit, tree.getBody());
    coroutine.file.surround(from, to, header, "", coroutine.method);
    if (isVoid) {
      coroutine.file.insert(
          to - 1,
          "return " + TASK + ".completed();",
          new Site(coroutine.method, Site.Kind.END, null));
    }
    new BodyRewriter(trees, coroutine, coroutines, new Random(seed + number(coroutine))).rewrite();
  }

  private static int number(Coroutine coroutine) {
    return Integer.parseInt(coroutine.name.substring(coroutine.name.lastIndexOf('$') + 1));
  }

  private String of(Tree tree, CompilationUnitTree unit, String text) {
    return text.substring(
        (int) positions.getStartPosition(unit, tree), (int) positions.getEndPosition(unit, tree));
  }

  private static String annotations(Element element) {
    String kept =
        element.getAnnotationMirrors().stream()
            .map(Object::toString)
            .filter(each -> each.contains("SafeVarargs") || each.contains("SuppressWarnings"))
            .collect(Collectors.joining(" "));
    return "@dev.suspendable.annotations.Suspendable " + kept + " ";
  }

  private static String modifiers(Element element) {
    Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
    modifiers.addAll(element.getModifiers());
    modifiers.remove(Modifier.SYNCHRONIZED);
    if (element.getEnclosingElement().getKind() == ElementKind.INTERFACE) {
      modifiers.remove(Modifier.PUBLIC);
    }
    return modifiers.stream()
        .map(modifier -> modifier.toString().toLowerCase(Locale.ROOT) + " ")
        .collect(Collectors.joining());
  }

  /** A type as an argument of a type, as source. */
  private static String boxed(String type) {
    return switch (type) {
      case "void" -> "java.lang.Void";
      case "boolean" -> "java.lang.Boolean";
      case "byte" -> "java.lang.Byte";
      case "short" -> "java.lang.Short";
      case "char" -> "java.lang.Character";
      case "int" -> "java.lang.Integer";
      case "long" -> "java.lang.Long";
      case "float" -> "java.lang.Float";
      case "double" -> "java.lang.Double";
      default -> type;
    };
  }
}
