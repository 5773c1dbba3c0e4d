package dev.suspendable.processor.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The trees of a file as the user wrote them. An annotation processor may rewrite the trees of the
 * compilation, as Lombok does; so these trees come from parsing the file's text again.
 */
final class WrittenTrees {
  private final Map<Form, List<Form>> children = new HashMap<>();

  /**
   * The properties that distinguish a tree from all others of its file, wherever the tree was
   * created.
   */
  private record Form(Tree.Kind kind, int start, int end, String name) {}

  /** Parses the text of a file. */
  static WrittenTrees parse(ProcessingEnvironment environment, String text) {
    List<String> options = new ArrayList<>(List.of("-proc:none", "-Xlint:none"));
    options.addAll(List.of("-source", String.valueOf(environment.getSourceVersion().ordinal())));
    if (environment.isPreviewEnabled()) {
      options.add("--enable-preview");
    }
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("text:///Text.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    JavacTask task =
        (JavacTask) javac.getTask(null, null, diagnostic -> {}, options, null, List.of(file));
    WrittenTrees written = new WrittenTrees();
    try {
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      task.parse().forEach(unit -> written.add(new FilePositions(unit, positions)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return written;
  }

  private void add(FilePositions positions) {
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
        if (tree != null && isAt(tree, positions)) {
          children.putIfAbsent(
              form(tree, positions),
              childrenOf(tree, positions).stream().map(child -> form(child, positions)).toList());
        }
        return super.scan(tree, null);
      }
    }.scan(positions.unit(), null);
  }

  /** Whether the user wrote a tree of the compilation and all its children in exactly this form. */
  boolean contain(Tree tree, FilePositions positions) {
    List<Form> expected = children.get(form(tree, positions));
    return expected != null
        && expected.equals(
            childrenOf(tree, positions).stream()
                .filter(child -> !isDefaultConstructor(tree, child, positions))
                .map(child -> form(child, positions))
                .toList());
  }

  private boolean isDefaultConstructor(Tree parent, Tree child, FilePositions positions) {
    return parent instanceof ClassTree
        && child instanceof MethodTree method
        && method.getName().contentEquals("<init>")
        && !children.containsKey(form(child, positions));
  }

  /**
   * The children that have a position in the file; a child without one is replaced by its own
   * children. For an anonymous class, only its members: javac adds what it extends, and the
   * creation already contains that.
   */
  static List<Tree> childrenOf(Tree tree, FilePositions positions) {
    List<Tree> found = new ArrayList<>();
    tree.accept(
        new TreeScanner<@Nullable Void, @Nullable Void>() {
          @Override
          public @Nullable Void scan(@Nullable Tree child, @Nullable Void unused) {
            if (child != null) {
              if (isAt(child, positions)) {
                found.add(child);
              } else if (!(child instanceof MethodTree)) {
                super.scan(child, null);
              }
            }
            return null;
          }

          @Override
          public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            return type.getSimpleName().isEmpty()
                ? scan(type.getMembers(), null)
                : super.visitClass(type, null);
          }
        },
        null);
    return found;
  }

  static boolean isAt(Tree tree, FilePositions positions) {
    int start = positions.start(tree);
    return start >= 0 && positions.end(tree) > start;
  }

  private static Form form(Tree tree, FilePositions positions) {
    return new Form(tree.getKind(), positions.start(tree), positions.end(tree), name(tree));
  }

  private static String name(Tree tree) {
    if (tree instanceof IdentifierTree identifier) {
      return identifier.getName().toString();
    }
    if (tree instanceof MemberSelectTree select) {
      return select.getIdentifier().toString();
    }
    if (tree instanceof VariableTree variable) {
      return variable.getName().toString();
    }
    if (tree instanceof LiteralTree literal) {
      return String.valueOf(literal.getValue());
    }
    return tree instanceof PrimitiveTypeTree type ? type.getPrimitiveTypeKind().toString() : "";
  }
}
