package dev.suspendable.processor.source;

import static java.util.Objects.requireNonNull;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.Refusal;
import dev.suspendable.processor.model.Declarations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
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

  /** Positions in {@link #original}. */
  private final SourcePositions positions;

  private final CompilationUnitTree unit;

  private final SourceText original;

  /** Null with {@code -g:none}, where javac does not keep a line map. */
  private final @Nullable LineMap lines;

  private final String text;
  private final Words words;

  /** Null if the file's own text matches the trees, as it nearly always does. */
  private final @Nullable Rendition rendition;

  /** Paths of all trees below the root; {@code Trees.getPath} would search again for each. */
  private final Map<Tree, TreePath> paths = new IdentityHashMap<>();

  /** Creations whose outer object javac has converted to an argument. */
  private final Set<Tree> moved = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Start offsets of these creations, and of the trees that begin with them, which javac then does
   * not know.
   */
  private final Map<Tree, Integer> starts = new IdentityHashMap<>();

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
    this.lines = unit.getLineMap();
    try {
      this.original = SourceText.of(unit.getSourceFile().getCharContent(true).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.positions = original.positions(trees.getSourcePositions());
    know(root);
    this.rendition = body == null || parser == null ? null : render(body, parser);
    this.text = rendition == null ? original.toString() : rendition.text();
    this.words = new Words(text);
  }

  /** Lets one ask for elements and types of what is at a path. */
  void know(TreePath root) {
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
        if (tree instanceof NewClassTree creation
            && QualifiedCreation.isMoved(creation, unit, positions)) {
          move(creation);
        }
        return null;
      }
    }.scan(root, null);
  }

  private void move(NewClassTree creation) {
    moved.add(creation);
    int start = startAsWritten(requireNonNull(QualifiedCreation.outer(creation, this)));
    int before = startAsWritten(creation);
    TreePath path = paths.get(creation);
    while (path != null && startAsWritten(path.getLeaf()) == before) {
      starts.put(path.getLeaf(), start);
      path = path.getParentPath();
    }
  }

  /** Whether javac has converted the object before {@code new} to an argument. */
  boolean isMoved(NewClassTree creation) {
    return moved.contains(creation);
  }

  private @Nullable Rendition render(Tree body, Function<String, WrittenTrees> parser) {
    String written = original.toString();
    if (!Rendition.isNeeded(body, unit, positions, written)) {
      return null;
    }
    try {
      return Rendition.of(body, unit, positions, written, parser.apply(written));
    } catch (Rendition.UnknownTreeException e) {
      report(Diagnostic.REWRITTEN, e.tree, e.tree.getKind());
      throw new Refusal();
    }
  }

  /** Offset of the tree's first character, or -1 for a tree that javac generated. */
  public int start(Tree tree) {
    return rendition == null ? startAsWritten(tree) : rendition.start(tree);
  }

  private int startAsWritten(Tree tree) {
    Integer start = starts.isEmpty() ? null : starts.get(tree);
    return start != null ? start : (int) positions.getStartPosition(unit, tree);
  }

  /** Start of the tree in the user's file. */
  public int startInFile(Tree tree) {
    return original.offsetInFile(startAsWritten(tree));
  }

  /** Offset after the tree's last character, or -1 for a tree that javac generated. */
  public int end(Tree tree) {
    return rendition == null ? (int) positions.getEndPosition(unit, tree) : rendition.end(tree);
  }

  /** Whether the user wrote this tree. */
  public boolean isWritten(@Nullable Tree tree) {
    return tree != null && start(tree) >= 0 && end(tree) > start(tree);
  }

  public int line(Tree tree) {
    return lineInFile(startInFile(tree));
  }

  public int line(int offset) {
    int written = rendition == null ? offset : rendition.original(offset);
    return lineInFile(original.offsetInFile(written));
  }

  /** The line that javac records for a call, which is the line of the opening parenthesis. */
  public int lineOfCall(MethodInvocationTree call) {
    int name = end(call.getMethodSelect());
    return line(name < 0 ? start(call) : words.skipBlanks(name));
  }

  private int lineInFile(int offset) {
    return lines != null
        ? (int) lines.getLineNumber(offset)
        : (int) (original.toString().substring(0, original.offset(offset)) + "|").lines().count();
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
    print(trees, diagnostic, tree, unit, arguments);
  }

  /** Reports at the tree; for a call, at the method name, as javac does. */
  public static void print(
      Trees trees,
      Diagnostic diagnostic,
      Tree tree,
      CompilationUnitTree unit,
      Object... arguments) {
    Tree at = tree instanceof MethodInvocationTree call ? call.getMethodSelect() : tree;
    trees.printMessage(diagnostic.kind(), diagnostic.message(arguments), at, unit);
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
