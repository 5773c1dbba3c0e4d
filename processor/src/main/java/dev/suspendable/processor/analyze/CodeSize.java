package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Choice;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Estimates from its words and signs how many bytes of byte code a piece of source becomes. The
 * costs of words and signs are fitted to the code that javac generates for the tests' programs. For
 * parts of more than 1,000 bytes the estimate was between 0.98 and 3.8 times the actual size, with
 * a median of 1.25.
 */
public final class CodeSize {
  /**
   * The cost of storing a variable in a frame, for callers of {@link #of(Collection, FrameLayout,
   * int)}.
   */
  public static final int STORE = 8;

  /** A local's load or store, or a constant. */
  private static final int LOCAL_ACCESS = 2;

  /** A local that the frame's code copies for a lambda and passes to it. */
  private static final int CAPTURED = 6;

  private static final int CALL = 4;

  /** An access to a field, or to a local in verbatim text. */
  private static final int NAME = 3;

  private static final int CAST = 3;

  /**
   * {@code state = 1000; continue dispatch;} after a return or jump, also in a copy of a finally
   * block.
   */
  private static final int JUMP = 10;

  /** An entry in the table of states. */
  private static final int STATE = 4;

  /** {@code if (!(…)) { state = 1000; continue dispatch; }}. */
  private static final int BRANCH = 8;

  private static final int GO = 4;

  private static final int IF_STOPPED = 12;

  private static final int SELECT = 36;

  private static final int ARM = 6;

  private static final int LABEL = 5;

  /** A string label's hash, and the call of equals. */
  private static final int STRING_LABEL = 34;

  /**
   * The code that javac generates for a pattern: a call, a cast, a handler for exceptions of
   * accessors.
   */
  private static final int PATTERN = 38;

  private static final int COMPONENT = 40;

  private static final int BINDING = 6;

  private static final int FINISH = 8;

  /** The cost of a suspension in addition to its awaiter or call; less if no awaiter is queried. */
  private static final int AWAITING = 24;

  private static final int ALWAYS = 9;

  private static final int CALLING = 30;

  /** A binding of a test: stored twice, and compared. */
  private static final int TEST_BINDING = 8;

  /** A local's declaration, with a first value. */
  private static final int LOCAL = 3;

  /** This many locals certainly have indices of one byte; more locals cost more. */
  private static final int NARROW = 100;

  private static final int WIDE = 8;

  /** The costs of keywords. Verbatim statements consist of them, and are estimated high. */
  private static final Map<String, Integer> WORDS =
      Map.ofEntries(
          Map.entry("for", 26), // iterator(), hasNext(), next(), a cast
          Map.entry("while", 6),
          Map.entry("if", 4),
          Map.entry("else", 3),
          Map.entry("do", 0),
          Map.entry("switch", 34),
          Map.entry("case", 28),
          Map.entry("default", 8),
          Map.entry("when", JUMP),
          Map.entry("try", 45), // a resource is closed on two ways, one of them with a test
          Map.entry("catch", 8),
          Map.entry("synchronized", 25),
          Map.entry("instanceof", 8),
          Map.entry("assert", 24),
          Map.entry("new", 4), // and a call
          Map.entry("throw", 1),
          Map.entry("return", JUMP),
          Map.entry("break", JUMP),
          Map.entry("continue", JUMP),
          Map.entry("yield", JUMP),
          Map.entry("null", 1),
          Map.entry("true", 1),
          Map.entry("false", 1),
          Map.entry("this", 1),
          Map.entry("boolean", 0),
          Map.entry("byte", 0),
          Map.entry("short", 0),
          Map.entry("char", 0),
          Map.entry("int", 0),
          Map.entry("long", 0),
          Map.entry("float", 0),
          Map.entry("double", 0),
          Map.entry("final", 0),
          Map.entry("class", 0));

  /** The costs of signs of two characters. */
  private static final Map<String, Integer> PAIRS =
      Map.of(
          "->", 5,
          "::", 8,
          "++", 4,
          "--", 4,
          "&&", 6,
          "||", 6,
          "==", 5,
          "!=", 5,
          "<=", 5,
          ">=", 5);

  /** Signs for the pieces of code that are not text. */
  private static final char LOCAL_SIGN = '\ue000';

  private static final char CAPTURED_SIGN = '\ue001';

  private static final char TYPE_SIGN = '\ue002';

  private static final char TEST_SIGN = '\ue003';

  private static final char JUMP_SIGN = '\ue004';

  private final String text;
  private int at;
  private int jumps;

  private CodeSize(String text) {
    this.text = text;
  }

  /** Bytes of a block, without the stores and restores at its ends and without its handlers. */
  static int of(Block block) {
    int size = STATE;
    for (Op op : block.ops()) {
      size += of(op);
    }
    return size + of(block.terminator());
  }

  /**
   * Bytes of blocks in a method that is not split.
   *
   * @param live how many variables a suspension keeps, by its block
   * @param handOn the cost of each of them
   */
  public static int of(Collection<Block> blocks, ToIntFunction<Block> live, int handOn) {
    int size = 0;
    Set<Variable> named = new HashSet<>();
    for (Block block : blocks) {
      size += of(block);
      if (block.suspension() != null) {
        size += handOn * live.applyAsInt(block);
      }
      Edges.forEachVariable(block, named::add);
    }
    return size + locals(named.size());
  }

  /** Bytes of the declarations of locals, and the cost of their number. */
  static int locals(int count) {
    return LOCAL * count + WIDE * Math.max(0, count - NARROW);
  }

  private static int of(Op op) {
    OpSize size = new OpSize();
    op.accept(size);
    return size.bytes + of(op.codes());
  }

  private static int of(List<Code> codes) {
    return codes.stream().mapToInt(CodeSize::of).sum();
  }

  private static int of(Terminator end) {
    EndSize size = new EndSize();
    end.accept(size);
    return size.bytes + of(end.codes());
  }

  /** Bytes of an operation, without its code. */
  private static final class OpSize implements Op.Visitor {
    private int bytes;

    @Override
    public void run(Op.Run op) {
      bytes = 0;
    }

    @Override
    public void verbatim(Op.Verbatim op) {
      bytes = op.leftThroughCleanup() ? JUMP * op.exits().size() : 0;
    }

    @Override
    public void comment(Op.Comment op) {
      bytes = 0;
    }

    @Override
    public void declare(Op.Declare op) {
      bytes = op.value() == null ? 0 : LOCAL_ACCESS;
    }

    @Override
    public void assign(Op.Assign op) {
      bytes = LOCAL_ACCESS;
    }

    @Override
    public void choose(Op.Choose op) {
      bytes = 2 * LOCAL_ACCESS;
    }
  }

  /** Bytes of the end of a block, without its code. */
  private static final class EndSize implements Terminator.Visitor {
    private int bytes;

    @Override
    public void jump(Terminator.Goto end) {
      bytes = GO;
    }

    @Override
    public void branch(Terminator.Branch end) {
      bytes = BRANCH;
    }

    @Override
    public void select(Terminator.Select end) {
      bytes = SELECT + end.arms().stream().mapToInt(arm -> of(arm.choice())).sum();
    }

    @Override
    public void leave(Terminator.Leave end) {
      bytes = SELECT + (ARM + LABEL) * end.ways().size();
    }

    @Override
    public void await(Terminator.Await end) {
      bytes = AWAITING;
    }

    @Override
    public void yielding(Terminator.Yield end) {
      bytes = ALWAYS;
    }

    @Override
    public void call(Terminator.Call end) {
      bytes = CALLING + LOCAL_ACCESS;
    }

    @Override
    public void tailCall(Terminator.TailCall end) {
      bytes = CALLING + LOCAL_ACCESS;
    }

    @Override
    public void ifStopped(Terminator.IfStopped end) {
      bytes = IF_STOPPED;
    }

    @Override
    public void finish(Terminator.Finish end) {
      bytes = FINISH;
    }

    @Override
    public void throwing(Terminator.Throw end) {
      bytes = BRANCH;
    }

    @Override
    public void unwound(Terminator.Unwound end) {
      bytes = BRANCH;
    }

    @Override
    public void stop(Terminator.Stop end) {
      bytes = 0;
    }

    @Override
    public void unreachable(Terminator.Unreachable end) {
      bytes = BRANCH;
    }
  }

  private static int of(Choice choice) {
    int size = ARM + BINDING * choice.bindings().size();
    if (choice.extent() != Choice.Extent.CONSTANTS) {
      size += PATTERN * choice.labels().size() + COMPONENT * choice.components();
    }
    for (Code label : choice.labels()) {
      size += isString(label) ? STRING_LABEL : LABEL;
    }
    return size;
  }

  private static boolean isString(Code label) {
    return label.pieces().stream()
        .anyMatch(piece -> piece instanceof Code.Text text && text.text().startsWith("\""));
  }

  /** Bytes of code. */
  static int of(Code code) {
    StringBuilder text = new StringBuilder();
    spell(code, text);
    return new CodeSize(text.toString()).size(Integer.MAX_VALUE);
  }

  /** Spells the code, with a sign for each piece that is not text. */
  private static void spell(Code code, StringBuilder out) {
    for (Code.Piece piece : code.pieces()) {
      if (piece instanceof Code.Text text) {
        out.append(text.text());
      } else if (piece instanceof Code.VariableRef ref) {
        out.append(ref.captured() ? CAPTURED_SIGN : LOCAL_SIGN);
      } else if (piece instanceof Code.Self || piece instanceof Code.Generated) {
        out.append(LOCAL_SIGN);
      } else if (piece instanceof Code.Cast) {
        out.append('(').append(TYPE_SIGN).append(')');
      } else if (piece instanceof Code.Show) {
        out.append("show(");
      } else if (piece instanceof Code.TypeRef) {
        out.append(TYPE_SIGN);
      } else if (piece instanceof Code.Name name) {
        out.append(name.text());
      } else if (piece instanceof Code.LocalName local) {
        out.append(local.name());
      } else if (piece instanceof Code.TypeTest test) {
        spell(test.operand(), out);
        out.append(" instanceof ");
        spell(test.pattern(), out);
        out.append(String.valueOf(TEST_SIGN).repeat(test.bindings().size()));
      } else if (piece instanceof Code.Exit exit) {
        if (!exit.value().isEmpty()) {
          out.append(LOCAL_SIGN).append('=');
          spell(exit.value(), out);
        }
        out.append(JUMP_SIGN);
      } else if (piece instanceof Code.DirectForm || piece instanceof Code.LinkedCall) {
        out.append("direct(").append(LOCAL_SIGN).append(',').append(LOCAL_SIGN).append(',');
      } else if (piece instanceof Code.DirectResult) {
        out.append("result(").append(LOCAL_SIGN).append(')');
      } else if (piece instanceof Code.Ramp) {
        out.append("ramp(");
      }
    }
  }

  /** Bytes up to {@code end}, or up to the brace that closes the surrounding block. */
  private int size(int end) {
    int size = 0;
    int depth = 0;
    while (at < Math.min(end, text.length())) {
      char c = text.charAt(at);
      if (Character.isJavaIdentifierStart(c)) {
        size += word();
      } else if (text.startsWith("//", at)) {
        skipTo("\n", at);
      } else if (text.startsWith("/*", at)) {
        skipTo("*/", at + 2);
      } else if (c == '"' || c == '\'') {
        literal(c);
        size += LOCAL_ACCESS;
      } else if (Character.isDigit(c)) {
        number();
        size += LOCAL_ACCESS;
      } else if (at + 1 < text.length() && PAIRS.containsKey(text.substring(at, at + 2))) {
        size += PAIRS.getOrDefault(text.substring(at, at + 2), 0);
        at += 2;
      } else {
        at++;
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth < 0) {
          return size;
        }
        size += sign(c);
      }
    }
    return size;
  }

  private int word() {
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    if (word.equals("finally")) {
      return finallyBlock();
    }
    Integer cost = WORDS.get(word);
    if (cost != null) {
      jumps += cost == JUMP ? 1 : 0;
      return cost;
    }
    char next = next();
    return next == '(' ? CALL : next == '.' || next == '<' ? LOCAL_ACCESS : NAME;
  }

  /** The next sign. */
  private char next() {
    int next = at;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    return next < text.length() ? text.charAt(next) : ';';
  }

  /**
   * Bytes of a finally block. javac makes a copy for each exit of the try; {@link #jumps} is the
   * maximum number.
   */
  private int finallyBlock() {
    int ways = jumps + 3;
    at = Math.max(at, text.indexOf('{', at) + 1);
    long size = (long) ways * (size(Integer.MAX_VALUE) + JUMP);
    return (int) Math.min(size, 1 << 16);
  }

  private void skipTo(String end, int from) {
    int found = text.indexOf(end, from);
    at = found < 0 ? text.length() : found + end.length();
  }

  private void literal(char quote) {
    if (text.startsWith("\"\"\"", at)) {
      at += 3;
      while (at < text.length() && !text.startsWith("\"\"\"", at)) {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      at += 3;
      return;
    }
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private void number() {
    while (at < text.length()
        && (text.charAt(at) == '.' || Character.isJavaIdentifierPart(text.charAt(at)))) {
      at++;
    }
  }

  private int sign(char c) {
    if (Character.isWhitespace(c)) {
      return 0;
    }
    return switch (c) {
      case LOCAL_SIGN -> LOCAL_ACCESS;
      case CAPTURED_SIGN -> CAPTURED;
      case TYPE_SIGN -> CAST;
      case TEST_SIGN -> TEST_BINDING;
      case JUMP_SIGN -> {
        jumps++;
        yield JUMP;
      }
      case '?' -> 6;
      case '+', '<', '>', '!' -> 3; // a concatenation; jumps, and values of conditions
      case '[' -> 2;
      case ',', '=', '-', '*', '/', '%', '&', '|', '^', '~' -> 1;
      default -> 0;
    };
  }
}
