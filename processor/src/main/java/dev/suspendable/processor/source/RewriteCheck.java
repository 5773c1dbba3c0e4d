package dev.suspendable.processor.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.Map;
import java.util.function.ToIntFunction;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/**
 * Whether any tree of a body differs from its text, because another annotation processor has
 * rewritten it. The test is cheap, because this is rarely the case. It ignores the default
 * constructors of classes, which javac generates.
 */
final class RewriteCheck extends TreeScanner<@Nullable Void, @Nullable Void> {
  private static final Map<Tree.Kind, String> KEYWORDS =
      Map.of(
          Tree.Kind.IF, "if",
          Tree.Kind.TRY, "try",
          Tree.Kind.CATCH, "catch",
          Tree.Kind.THROW, "throw",
          Tree.Kind.SYNCHRONIZED, "synchronized",
          Tree.Kind.NULL_LITERAL, "null",
          Tree.Kind.BLOCK, "",
          Tree.Kind.STRING_LITERAL, "\"");

  private final ToIntFunction<Tree> starts;
  private final ToIntFunction<Tree> ends;
  private final String text;
  private int from;
  private int to;
  private boolean isRewritten;

  private RewriteCheck(ToIntFunction<Tree> starts, ToIntFunction<Tree> ends, String text) {
    this.starts = starts;
    this.ends = ends;
    this.text = text;
    this.to = text.length();
  }

  /**
   * Whether it has.
   *
   * @param starts offset of a tree's first character, or -1 for a tree that javac generated
   * @param ends offset after its last one, or -1
   */
  static boolean isRewritten(
      Tree root, ToIntFunction<Tree> starts, ToIntFunction<Tree> ends, String text) {
    RewriteCheck check = new RewriteCheck(starts, ends, text);
    check.scan(root, null);
    return check.isRewritten;
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
    if (tree == null || isRewritten) {
      return null;
    }
    int start = starts.applyAsInt(tree);
    int end = ends.applyAsInt(tree);
    if (start < 0 || end <= start) {
      return super.scan(tree, null);
    }
    if (start < from || end > to || !says(start, end, tree)) {
      isRewritten = true;
      return null;
    }
    int outerFrom = from;
    int outerTo = to;
    from = start;
    to = end;
    super.scan(tree, null);
    from = outerFrom;
    to = outerTo;
    return null;
  }

  private boolean says(int start, int end, Tree tree) {
    if (tree instanceof IdentifierTree identifier) {
      return isSaid(start, identifier.getName());
    }
    if (tree instanceof MemberSelectTree select) {
      Name name = select.getIdentifier();
      return isSaid(Math.max(start, end - name.length()), name);
    }
    @Nullable String keyword = KEYWORDS.get(tree.getKind());
    return keyword == null || text.startsWith(keyword, start);
  }

  private boolean isSaid(int start, Name name) {
    return text.regionMatches(start, name.toString(), 0, name.length());
  }

  /** javac adds what an anonymous class extends or implements. */
  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    return tree.getSimpleName().isEmpty()
        ? scan(tree.getMembers(), null)
        : super.visitClass(tree, null);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
    return tree.getName().contentEquals("<init>") ? null : super.visitMethod(tree, null);
  }
}
