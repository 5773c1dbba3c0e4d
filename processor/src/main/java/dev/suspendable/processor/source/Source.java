package dev.suspendable.processor.source;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.Refusal;
import dev.suspendable.processor.model.Declarations;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** The attributed trees of one method, with their text: positions, elements, types and parents. */
public final class Source {
  private final Trees trees;
  private final CompilationUnitTree unit;
  private final Positions positions;
  private final String text;
  private final Words words;

  /** Paths of all trees below the root; {@code Trees.getPath} would search again for each. */
  private final Map<Tree, TreePath> paths = new IdentityHashMap<>();

  /** Creates a source for queries about elements and types. */
  public Source(Trees trees, TreePath root) {
    this(trees, root, null, null);
  }

  /**
   * Creates a source for all queries about a part of a method or lambda.
   *
   * @param body the tree whose text is needed
   * @param parser parses the text of a file again
   */
  public Source(
      Trees trees,
      TreePath root,
      @Nullable Tree body,
      @Nullable Function<String, WrittenTrees> parser) {
    this.trees = trees;
    this.unit = root.getCompilationUnit();
    this.positions = new Positions(unit, trees.getSourcePositions());
    know(root);
    if (body != null && parser != null) {
      positions.render(body, parser, tree -> refuse(Diagnostic.REWRITTEN, tree, tree.getKind()));
    }
    this.text = positions.text();
    this.words = new Words(text);
  }

  /** Lets one ask for elements and types of what is at a path. */
  public void know(TreePath root) {
    paths.put(root.getLeaf(), root);
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
        if (tree != null) {
          paths.put(tree, new TreePath(getCurrentPath(), tree));
        }
        if (tree instanceof ErroneousTree) {
          // javac has already reported it.
          throw new Refusal();
        }
        super.scan(tree, unused);
        if (tree instanceof NewClassTree creation) {
          positions.noteMoved(creation, path(creation));
        } else if (tree instanceof AnnotatedTypeTree annotated) {
          positions.noteAnnotated(annotated, path(annotated));
        }
        return null;
      }
    }.scan(root, null);
  }

  /** Whether javac has converted the object before {@code new} to an argument. */
  boolean isMoved(NewClassTree creation) {
    return positions.isMoved(creation);
  }

  /** Offset of the tree's first character, or -1 for a tree that javac generated. */
  public int start(Tree tree) {
    return positions.start(tree);
  }

  /** Start of the tree in the user's file. */
  public int startInFile(Tree tree) {
    return positions.startInFile(tree);
  }

  /** Offset after the tree's last character, or -1 for a tree that javac generated. */
  public int end(Tree tree) {
    return positions.end(tree);
  }

  /** Whether the user wrote this tree. */
  public boolean isWritten(@Nullable Tree tree) {
    return tree != null && start(tree) >= 0 && end(tree) > start(tree);
  }

  /**
   * Offset of the name in a declaration.
   *
   * @param before the end of the declaration in front of it that shares its type, or null
   */
  public int startOfName(VariableTree tree, @Nullable Integer before) {
    Tree type = TreeForms.component(tree.getType());
    int from = start(tree);
    if (before != null) {
      from = before;
    } else if (type != null && isWritten(type)) {
      from = end(type);
    } else if (isWritten(tree.getModifiers())) {
      from = end(tree.getModifiers());
    }
    return words.startOfName(from, before == null && !isWritten(type));
  }

  /** The line of the user's file on which a tree starts. */
  public int line(Tree tree) {
    return positions.line(tree);
  }

  /** The line of the user's file that an offset in the text comes from. */
  public int line(int offset) {
    return positions.line(offset);
  }

  /** The line that javac records for a call, which is the line of the opening parenthesis. */
  public int lineOfCall(MethodInvocationTree call) {
    int name = end(call.getMethodSelect());
    return line(name < 0 ? start(call) : words.skipBlanks(name));
  }

  /** The text without unicode escapes, to be copied unchanged. */
  public String text() {
    return text;
  }

  public Words words() {
    return words;
  }

  public String text(Tree tree) {
    return text.substring(start(tree), end(tree));
  }

  /** The tree's text on one line, shortened: for comments and messages. */
  public String summary(Tree tree) {
    return summary(start(tree), end(tree));
  }

  /** The text between two offsets on one line, shortened. */
  public String summary(int start, int end) {
    String line = text.substring(start, end).replaceAll("\\s+", " ").trim();
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }

  /** The blanks at the start of the line that contains {@code offset}. */
  public String indentation(int offset) {
    int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    int end = lineStart;
    while (end < offset && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(lineStart, end);
  }

  /** The declaration of a class, if its source is available. */
  public @Nullable Tree declaration(TypeElement type) {
    return trees.getTree(type);
  }

  public @Nullable Element element(Tree tree) {
    TreePath path = paths.get(tree);
    Element element = path == null ? null : trees.getElement(path);
    if (element != null && element.asType().getKind() == TypeKind.ERROR) {
      throw new Refusal();
    }
    return element;
  }

  public TypeMirror type(Tree tree) {
    TreePath path = paths.get(tree);
    TypeMirror type = path == null ? null : trees.getTypeMirror(path);
    if (type != null && (type.getKind() == TypeKind.ERROR || type.getKind() == TypeKind.NONE)) {
      // javac has already reported it; it gives no type to an expression that it could not infer.
      throw new Refusal();
    }
    if (type == null) {
      throw refuse(Diagnostic.INTERNAL, tree, "no type for " + summary(tree));
    }
    return type;
  }

  /** The type of an expression, or null for a name of a package or similar. */
  public @Nullable TypeMirror typeOrNull(Tree tree) {
    TreePath path = paths.get(tree);
    return path == null ? null : trees.getTypeMirror(path);
  }

  /** The class from which a static import makes a member known, or null. */
  public @Nullable TypeElement staticImportOf(Element member, Types types) {
    for (ImportTree tree : unit.getImports()) {
      if (!tree.isStatic() || !(tree.getQualifiedIdentifier() instanceof MemberSelectTree select)) {
        continue;
      }
      if (!select.getIdentifier().contentEquals("*")
          && !select.getIdentifier().equals(member.getSimpleName())) {
        continue;
      }
      TreePath path = new TreePath(new TreePath(new TreePath(unit), tree), select);
      if (trees.getElement(new TreePath(path, select.getExpression())) instanceof TypeElement type
          && types.isSubtype(
              types.erasure(type.asType()), types.erasure(Declarations.classOf(member).asType()))) {
        return type;
      }
    }
    return null;
  }

  /** The path of a tree. */
  public TreePath path(Tree tree) {
    TreePath path = paths.get(tree);
    if (path == null) {
      throw new IllegalArgumentException("a tree of another method");
    }
    return path;
  }

  public @Nullable Tree parent(Tree tree) {
    TreePath path = paths.get(tree);
    TreePath parent = path == null ? null : path.getParentPath();
    return parent == null ? null : parent.getLeaf();
  }

  /** Reports at the tree. */
  public void report(Diagnostic diagnostic, Tree tree, Object... arguments) {
    Messages.print(trees, diagnostic, tree, unit, arguments);
  }

  /** Reports at the tree and abandons the method: {@code throw source.refuse(…)}. */
  public Refusal refuse(Diagnostic diagnostic, Tree tree, Object... arguments) {
    if (diagnostic == Diagnostic.INTERNAL) {
      return new Refusal(() -> report(diagnostic, tree, arguments));
    }
    report(diagnostic, tree, arguments);
    return new Refusal();
  }
}
