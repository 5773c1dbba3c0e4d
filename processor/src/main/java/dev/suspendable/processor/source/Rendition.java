package dev.suspendable.processor.source;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberReferenceTree.ReferenceMode;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.SimpleTreeVisitor;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/**
 * The text of a coroutine whose trees another annotation processor has rewritten: Lombok's {@code
 * val}, {@code @Cleanup}, {@code @SneakyThrows} and similar. The user's code is copied, code that
 * the other processor has generated is printed, and each tree has a position in the result.
 */
final class Rendition {
  /** Blanks and comments. */
  private static final Pattern BETWEEN =
      Pattern.compile("(\\s|//[^\\r\\n]*|/\\*.*?\\*/)*+", Pattern.DOTALL);

  private static final Map<Tree.Kind, String> SIGNS =
      Map.ofEntries(
          Map.entry(Tree.Kind.MULTIPLY, "*"),
          Map.entry(Tree.Kind.DIVIDE, "/"),
          Map.entry(Tree.Kind.REMAINDER, "%"),
          Map.entry(Tree.Kind.PLUS, "+"),
          Map.entry(Tree.Kind.MINUS, "-"),
          Map.entry(Tree.Kind.LEFT_SHIFT, "<<"),
          Map.entry(Tree.Kind.RIGHT_SHIFT, ">>"),
          Map.entry(Tree.Kind.UNSIGNED_RIGHT_SHIFT, ">>>"),
          Map.entry(Tree.Kind.LESS_THAN, "<"),
          Map.entry(Tree.Kind.GREATER_THAN, ">"),
          Map.entry(Tree.Kind.LESS_THAN_EQUAL, "<="),
          Map.entry(Tree.Kind.GREATER_THAN_EQUAL, ">="),
          Map.entry(Tree.Kind.EQUAL_TO, "=="),
          Map.entry(Tree.Kind.NOT_EQUAL_TO, "!="),
          Map.entry(Tree.Kind.AND, "&"),
          Map.entry(Tree.Kind.XOR, "^"),
          Map.entry(Tree.Kind.OR, "|"),
          Map.entry(Tree.Kind.CONDITIONAL_AND, "&&"),
          Map.entry(Tree.Kind.CONDITIONAL_OR, "||"),
          Map.entry(Tree.Kind.MULTIPLY_ASSIGNMENT, "*="),
          Map.entry(Tree.Kind.DIVIDE_ASSIGNMENT, "/="),
          Map.entry(Tree.Kind.REMAINDER_ASSIGNMENT, "%="),
          Map.entry(Tree.Kind.PLUS_ASSIGNMENT, "+="),
          Map.entry(Tree.Kind.MINUS_ASSIGNMENT, "-="),
          Map.entry(Tree.Kind.LEFT_SHIFT_ASSIGNMENT, "<<="),
          Map.entry(Tree.Kind.RIGHT_SHIFT_ASSIGNMENT, ">>="),
          Map.entry(Tree.Kind.UNSIGNED_RIGHT_SHIFT_ASSIGNMENT, ">>>="),
          Map.entry(Tree.Kind.AND_ASSIGNMENT, "&="),
          Map.entry(Tree.Kind.XOR_ASSIGNMENT, "^="),
          Map.entry(Tree.Kind.OR_ASSIGNMENT, "|="),
          Map.entry(Tree.Kind.PREFIX_INCREMENT, "++"),
          Map.entry(Tree.Kind.PREFIX_DECREMENT, "--"),
          Map.entry(Tree.Kind.UNARY_PLUS, "+"),
          Map.entry(Tree.Kind.UNARY_MINUS, "-"),
          Map.entry(Tree.Kind.BITWISE_COMPLEMENT, "~"),
          Map.entry(Tree.Kind.LOGICAL_COMPLEMENT, "!"));

  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final String original;
  private final WrittenTrees written;
  private final StringBuilder text = new StringBuilder();
  private final Map<Tree, Range> ranges = new IdentityHashMap<>();

  private final Map<Tree, Tree> parents = new IdentityHashMap<>();

  /**
   * For an offset in the result, the position in the original that the text from there on comes
   * from.
   */
  private final TreeMap<Integer, Origin> origins = new TreeMap<>();

  /** The end of the copied part of the original, while a tree is being copied. */
  private int copied;

  private record Range(int start, int end) {}

  /**
   * The origin of text.
   *
   * @param isCopy whether the text is at that position, or is printed for a tree that claims that
   *     position
   */
  private record Origin(int offset, boolean isCopy) {}

  /** A tree that only its own processor could print. */
  static final class UnknownTreeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    final transient Tree tree;

    UnknownTreeException(Tree tree) {
      this.tree = tree;
    }
  }

  private Rendition(
      CompilationUnitTree unit, SourcePositions positions, String original, WrittenTrees written) {
    this.unit = unit;
    this.positions = positions;
    this.original = original;
    this.written = written;
  }

  /** Renders the body of a method, or a lambda. */
  static Rendition of(
      Tree root,
      CompilationUnitTree unit,
      SourcePositions positions,
      String original,
      WrittenTrees written) {
    Rendition rendition = new Rendition(unit, positions, original, written);
    rendition.noteParents(root);
    rendition.render(root);
    return rendition;
  }

  private void noteParents(Tree root) {
    new TreeScanner<@Nullable Void, @Nullable Tree>() {
      @Override
      public @Nullable Void scan(@Nullable Tree tree, @Nullable Tree parent) {
        if (tree != null && parent != null) {
          parents.put(tree, parent);
        }
        return super.scan(tree, tree);
      }
    }.scan(root, null);
  }

  /**
   * Whether any tree differs from its text. The test is cheap, because this is rarely the case. It
   * ignores the default constructors of classes, which javac generates.
   */
  static boolean isNeeded(
      Tree root, CompilationUnitTree unit, SourcePositions positions, String text) {
    Doubt doubt = new Doubt(unit, positions, text);
    doubt.scan(root, null);
    return doubt.isJustified;
  }

  private static final class Doubt extends TreeScanner<@Nullable Void, @Nullable Void> {
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

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final String text;
    private int from;
    private int to;
    private boolean isJustified;

    Doubt(CompilationUnitTree unit, SourcePositions positions, String text) {
      this.unit = unit;
      this.positions = positions;
      this.text = text;
      this.to = text.length();
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
      if (tree == null || isJustified) {
        return null;
      }
      int start = (int) positions.getStartPosition(unit, tree);
      int end = (int) positions.getEndPosition(unit, tree);
      if (start < 0 || end <= start) {
        return super.scan(tree, null);
      }
      if (start < from || end > to || !says(start, end, tree)) {
        isJustified = true;
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

  String text() {
    return text.toString();
  }

  /** The start of a tree's text, or -1 if it has none. */
  int start(Tree tree) {
    Range range = ranges.get(tree);
    return range == null ? -1 : range.start;
  }

  /** The end of a tree's text, or -1 if it has none. */
  int end(Tree tree) {
    Range range = ranges.get(tree);
    return range == null ? -1 : range.end;
  }

  /** The position in the user's file that the text at an offset comes from. */
  int original(int offset) {
    Map.Entry<Integer, Origin> entry = origins.floorEntry(offset);
    if (entry == null) {
      return 0;
    }
    Origin origin = entry.getValue();
    return origin.isCopy ? origin.offset + offset - entry.getKey() : origin.offset;
  }

  // Copies.

  private void render(Tree tree) {
    if (written.contain(tree, unit, positions)) {
      copied = startOf(tree);
      copy(tree);
    } else {
      print(tree);
    }
  }

  private void copy(Tree tree) {
    int start = startOf(tree);
    // In `int a, b` both variables have the same type tree, and start at it.
    int rangeStart = start < copied ? rendered(start) : copyTo(start);
    List<Tree> children =
        WrittenTrees.childrenOf(tree, unit, positions).stream()
            .sorted(Comparator.comparingInt(this::startOf))
            .toList();
    for (Tree child : children) {
      if (written.contain(child, unit, positions)) {
        copy(child);
      } else {
        copyTo(startOf(child));
        print(child);
        copied = endOf(child);
      }
    }
    int rangeEnd = endOf(tree) < copied ? rendered(endOf(tree)) : copyTo(endOf(tree));
    ranges.put(tree, new Range(rangeStart, rangeEnd));
  }

  /** Copies the original up to an offset. Returns the position of that offset in the result. */
  private int copyTo(int end) {
    if (end > copied) {
      origins.put(text.length(), new Origin(copied, true));
      text.append(original, copied, end);
      copied = end;
    }
    return text.length();
  }

  /** The position in the result of an offset that has been copied. */
  private int rendered(int offset) {
    for (Map.Entry<Integer, Origin> entry : origins.descendingMap().entrySet()) {
      if (entry.getValue().isCopy && entry.getValue().offset <= offset) {
        return entry.getKey() + offset - entry.getValue().offset;
      }
    }
    return 0;
  }

  private int startOf(Tree tree) {
    return (int) positions.getStartPosition(unit, tree);
  }

  private int endOf(Tree tree) {
    return (int) positions.getEndPosition(unit, tree);
  }

  // Generated code.

  private void print(Tree tree) {
    int start = text.length();
    Origin outer = new Origin(Math.max(0, startOf(tree)), false);
    origins.put(start, outer);
    tree.accept(new Printer(outer), null);
    ranges.put(tree, new Range(start, text.length()));
  }

  /** Prints one tree. */
  private final class Printer extends SimpleTreeVisitor<@Nullable Void, @Nullable Void> {
    private final Origin origin;

    Printer(Origin origin) {
      this.origin = origin;
    }

    /** Prints text and trees. */
    private @Nullable Void say(@Nullable Object... parts) {
      for (Object part : parts) {
        if (part instanceof Tree tree) {
          render(tree);
          origins.put(text.length(), origin);
        } else if (part != null) {
          text.append(part);
        }
      }
      return null;
    }

    private void list(List<? extends Tree> trees) {
      String separator = "";
      for (Tree tree : trees) {
        say(separator, tree);
        separator = ", ";
      }
    }

    /** Prints an operand in parentheses, because a tree has none. */
    private @Nullable Void operand(ExpressionTree tree) {
      boolean isAtom =
          tree instanceof IdentifierTree
              || tree instanceof LiteralTree
              || tree instanceof MemberSelectTree
              || tree instanceof MethodInvocationTree
              || tree instanceof ParenthesizedTree
              || tree instanceof ArrayAccessTree;
      return isAtom ? say(tree) : say("(", tree, ")");
    }

    @Override
    protected @Nullable Void defaultAction(Tree tree, @Nullable Void unused) {
      throw new UnknownTreeException(tree);
    }

    @Override
    public @Nullable Void visitBlock(BlockTree tree, @Nullable Void unused) {
      say(tree.isStatic() ? "static {" : "{");
      int previous = -1;
      for (StatementTree statement : tree.getStatements()) {
        boolean isCopy = written.contain(statement, unit, positions);
        if (isCopy && previous >= 0 && isNextTo(previous, startOf(statement))) {
          copied = previous;
          copy(statement);
          origins.put(text.length(), origin);
        } else {
          say("\n", indentation(statement), statement);
        }
        previous = isCopy ? endOf(statement) : -1;
      }
      say("\n", indentation(tree));
      origins.put(text.length(), new Origin(Math.max(origin.offset, endOf(tree) - 1), false));
      return say("}");
    }

    /**
     * Whether the original has no other statement in between; `int a, b` is two statements, of
     * which b starts at a.
     */
    private boolean isNextTo(int end, int start) {
      return start < end || BETWEEN.matcher(original.substring(end, start)).matches();
    }

    private String indentation(Tree tree) {
      int start = Math.max(0, startOf(tree));
      int lineStart = original.lastIndexOf('\n', start - 1) + 1;
      int end = lineStart;
      while (end < start && (original.charAt(end) == ' ' || original.charAt(end) == '\t')) {
        end++;
      }
      return original.substring(lineStart, end);
    }

    @Override
    public @Nullable Void visitExpressionStatement(
        ExpressionStatementTree tree, @Nullable Void unused) {
      say(tree.getExpression());
      return parents.get(tree) instanceof ForLoopTree loop && loop.getStatement() != tree
          ? null
          : say(";");
    }

    @Override
    public @Nullable Void visitIf(IfTree tree, @Nullable Void unused) {
      parenthesized("if ", tree.getCondition());
      say(" ", tree.getThenStatement());
      return tree.getElseStatement() == null ? null : say(" else ", tree.getElseStatement());
    }

    private void parenthesized(String keyword, ExpressionTree tree) {
      say(keyword);
      if (tree instanceof ParenthesizedTree) {
        say(tree);
      } else {
        say("(", tree, ")");
      }
    }

    @Override
    public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
      say("for (", tree.getVariable(), " : ", tree.getExpression(), ") ", tree.getStatement());
      return null;
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
      say("for (");
      list(tree.getInitializer());
      say("; ", tree.getCondition(), "; ");
      list(tree.getUpdate());
      return say(") ", tree.getStatement());
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
      parenthesized("while ", tree.getCondition());
      return say(" ", tree.getStatement());
    }

    @Override
    public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
      say("do ", tree.getStatement());
      parenthesized(" while ", tree.getCondition());
      return say(";");
    }

    @Override
    public @Nullable Void visitLabeledStatement(LabeledStatementTree tree, @Nullable Void unused) {
      return say(tree.getLabel(), ": ", tree.getStatement());
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
      return tree.getExpression() == null
          ? say("return;")
          : say("return ", tree.getExpression(), ";");
    }

    @Override
    public @Nullable Void visitThrow(ThrowTree tree, @Nullable Void unused) {
      return say("throw ", tree.getExpression(), ";");
    }

    @Override
    public @Nullable Void visitSynchronized(SynchronizedTree tree, @Nullable Void unused) {
      parenthesized("synchronized ", tree.getExpression());
      return say(" ", tree.getBlock());
    }

    @Override
    public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
      if (!tree.getResources().isEmpty()) {
        throw new UnknownTreeException(tree);
      }
      say("try ", tree.getBlock());
      for (CatchTree clause : tree.getCatches()) {
        say(" ", clause);
      }
      return tree.getFinallyBlock() == null ? null : say(" finally ", tree.getFinallyBlock());
    }

    @Override
    public @Nullable Void visitCatch(CatchTree tree, @Nullable Void unused) {
      return say("catch (", tree.getParameter(), ") ", tree.getBlock());
    }

    /**
     * javac infers the type of a variable that had none, as with {@code val}. Annotations are
     * dropped: their own processor has already handled them.
     */
    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
      if (tree.getModifiers().getFlags().contains(Modifier.FINAL)) {
        say("final ");
      }
      Tree type = tree.getType();
      boolean isInferred = type == null || !written.contain(type, unit, positions);
      Tree parent = parents.get(tree);
      if (isInferred && (tree.getInitializer() != null || parent instanceof EnhancedForLoopTree)) {
        say("var");
      } else {
        say(type);
      }
      say(" ", tree.getName());
      if (tree.getInitializer() != null) {
        say(" = ", tree.getInitializer());
      }
      return parent instanceof BlockTree || parent instanceof CaseTree ? say(";") : null;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
      ExpressionTree method = tree.getMethodSelect();
      if (tree.getTypeArguments().isEmpty()) {
        say(method);
      } else if (method instanceof MemberSelectTree) {
        throw new UnknownTreeException(tree);
      }
      say("(");
      list(tree.getArguments());
      return say(")");
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
      if (tree.getClassBody() != null || tree.getEnclosingExpression() != null) {
        throw new UnknownTreeException(tree);
      }
      say("new ", tree.getIdentifier(), "(");
      list(tree.getArguments());
      return say(")");
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
      operand(tree.getExpression());
      return say(".", tree.getIdentifier());
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
      return say(tree.getName());
    }

    @Override
    public @Nullable Void visitParenthesized(ParenthesizedTree tree, @Nullable Void unused) {
      return say("(", tree.getExpression(), ")");
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void unused) {
      operand(tree.getLeftOperand());
      say(" ", sign(tree), " ");
      return operand(tree.getRightOperand());
    }

    @Override
    public @Nullable Void visitCompoundAssignment(
        CompoundAssignmentTree tree, @Nullable Void unused) {
      return say(tree.getVariable(), " ", sign(tree), " ", tree.getExpression());
    }

    @Override
    public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
      return switch (tree.getKind()) {
        case POSTFIX_INCREMENT -> say(tree.getExpression(), "++");
        case POSTFIX_DECREMENT -> say(tree.getExpression(), "--");
        default -> {
          say(sign(tree));
          yield operand(tree.getExpression());
        }
      };
    }

    private String sign(Tree tree) {
      String sign = SIGNS.get(tree.getKind());
      if (sign == null) {
        throw new UnknownTreeException(tree);
      }
      return sign;
    }

    @Override
    public @Nullable Void visitConditionalExpression(
        ConditionalExpressionTree tree, @Nullable Void unused) {
      operand(tree.getCondition());
      say(" ? ");
      operand(tree.getTrueExpression());
      say(" : ");
      return operand(tree.getFalseExpression());
    }

    @Override
    public @Nullable Void visitTypeCast(TypeCastTree tree, @Nullable Void unused) {
      say("(", tree.getType(), ") ");
      return operand(tree.getExpression());
    }

    @Override
    public @Nullable Void visitInstanceOf(InstanceOfTree tree, @Nullable Void unused) {
      operand(tree.getExpression());
      return say(" instanceof ", tree.getPattern() == null ? tree.getType() : tree.getPattern());
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
      return say(tree.getVariable(), " = ", tree.getExpression());
    }

    @Override
    public @Nullable Void visitArrayAccess(ArrayAccessTree tree, @Nullable Void unused) {
      operand(tree.getExpression());
      return say("[", tree.getIndex(), "]");
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
      say("(");
      list(tree.getParameters());
      return say(") -> ", tree.getBody());
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
      if (tree.getTypeArguments() != null) {
        throw new UnknownTreeException(tree);
      }
      operand(tree.getQualifierExpression());
      String name = tree.getMode() == ReferenceMode.NEW ? "new" : tree.getName().toString();
      return say("::", name);
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree tree, @Nullable Void unused) {
      Object value = tree.getValue();
      if (value instanceof String string) {
        return say("\"", escaped(string), "\"");
      }
      if (value instanceof Integer || value instanceof Boolean || value == null) {
        return say(String.valueOf(value));
      }
      throw new UnknownTreeException(tree);
    }

    private static String escaped(String string) {
      StringBuilder result = new StringBuilder();
      for (char c : string.toCharArray()) {
        if (c == '"' || c == '\\' || c < ' ' || c > '~') {
          result.append(String.format("\\u%04x", (int) c));
        } else {
          result.append(c);
        }
      }
      return result.toString();
    }
  }
}
