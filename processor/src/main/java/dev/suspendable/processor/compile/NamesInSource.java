package dev.suspendable.processor.compile;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.suspendable.processor.model.SymbolName;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** The resolved symbols of names in a source file, by the offset at which each name starts. */
final class NamesInSource extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final CompilationUnitTree unit;
  private final Trees trees;
  private final SourcePositions positions;
  private final BitSet offsets;
  private final SymbolName symbols;
  private final Map<Integer, Set<String>> names = new HashMap<>();

  private NamesInSource(CompilationUnitTree unit, Trees trees, Elements elements, BitSet offsets) {
    this.symbols = new SymbolName(elements);
    this.unit = unit;
    this.trees = trees;
    this.positions = trees.getSourcePositions();
    this.offsets = offsets;
  }

  /**
   * Symbol names by offset; an offset has two if a constructor follows its class.
   *
   * @param offsets the offsets of the requested names; the symbols of the others, which are more
   *     numerous, are not computed
   */
  static Map<Integer, Set<String>> of(
      CompilationUnitTree unit, Trees trees, Elements elements, BitSet offsets) {
    NamesInSource scanner = new NamesInSource(unit, trees, elements, offsets);
    scanner.scan(new TreePath(unit), null);
    return scanner.names;
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    add(positions.getStartPosition(unit, tree), getCurrentPath());
    return super.visitIdentifier(tree, null);
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
    add(endOf(tree) - tree.getIdentifier().length(), getCurrentPath());
    return super.visitMemberSelect(tree, null);
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
    int length =
        tree.getMode() == MemberReferenceTree.ReferenceMode.NEW
            ? "new".length()
            : tree.getName().length();
    add(endOf(tree) - length, getCurrentPath());
    return super.visitMemberReference(tree, null);
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
    Tree type = tree.getIdentifier();
    add(positions.getStartPosition(unit, type), getCurrentPath());
    add(simpleNameOf(type), getCurrentPath());
    return super.visitNewClass(tree, null);
  }

  /** Start of {@code Inner} in {@code new @A app.Outer.Inner<T>()}. */
  private long simpleNameOf(Tree type) {
    if (type instanceof ParameterizedTypeTree parameterized) {
      return simpleNameOf(parameterized.getType());
    }
    if (type instanceof AnnotatedTypeTree annotated) {
      return simpleNameOf(annotated.getUnderlyingType());
    }
    return type instanceof MemberSelectTree select
        ? endOf(select) - select.getIdentifier().length()
        : positions.getStartPosition(unit, type);
  }

  private long endOf(Tree tree) {
    return positions.getEndPosition(unit, tree);
  }

  private void add(long offset, TreePath path) {
    if (offset < 0 || !offsets.get((int) offset)) {
      return;
    }
    Element element = trees.getElement(path);
    if (element != null) {
      names.computeIfAbsent((int) offset, key -> new HashSet<>()).add(symbols.of(element));
    }
  }
}
