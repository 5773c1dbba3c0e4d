package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Op;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Variable;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Guesses from its words and signs how many bytes of byte code a piece of source becomes. The
 * guesses are to be too high: twice as much as is right does little harm, and what is too small
 * leaves a method to the interpreter.
 */
public final class CodeSize {
  /** A load with a wide index, an access or a call takes no more. */
  private static final int WORD = 4;

  /** {@code state = 1000; continue dispatch;}, in a finally block's copy perhaps. */
  private static final int JUMP = 10;

  /** An entry in the table that finds a state, and the same in that for its handler. */
  private static final int STATE = 4;

  /** What a suspension costs beside its awaiter or call; less without an awaiter to be asked. */
  private static final int SUSPENSION = 36;

  private static final int ALWAYS = 20;

  /** A label is a hash, a string, and a call of equals at worst. */
  private static final int CASE = 28;

  /** A local's declaration, with a first value. */
  static final int LOCAL = 6;

  /** What words cost beside {@link #WORD}. */
  private static final Map<String, Integer> WORDS =
      Map.ofEntries(
          Map.entry("for", 30), // iterator(), hasNext(), next(), a cast
          Map.entry("while", 6),
          Map.entry("switch", 30),
          Map.entry("case", CASE),
          Map.entry("default", 8),
          Map.entry("try", 45), // a resource is closed on two ways, one of them with a test
          Map.entry("catch", 6),
          Map.entry("synchronized", 25),
          Map.entry("instanceof", 16),
          Map.entry("assert", 24),
          Map.entry("new", 8),
          Map.entry("return", JUMP),
          Map.entry("break", JUMP),
          Map.entry("continue", JUMP),
          Map.entry("yield", JUMP));

  private final String text;
  private int at;
  private int jumps;

  private CodeSize(String text) {
    this.text = text;
  }

  /** Bytes of a block, what is stored and restored at its ends apart. */
  public static int of(Block block) {
    int size = block.region() == null ? STATE : 2 * STATE;
    for (Op op : block.ops()) {
      size += of(op);
    }
    return size + of(block.terminator());
  }

  /**
   * Bytes of blocks in a method that is not split.
   *
   * @param handOn what it takes for each variable that is live at a suspension
   */
  public static int of(Collection<Block> blocks, FrameLayout layout, int handOn) {
    int size = 0;
    Set<Variable> named = new HashSet<>();
    for (Block block : blocks) {
      size += of(block);
      if (block.terminator() instanceof Terminator.Suspend) {
        size += handOn * layout.suspension(block).live().size();
      }
      Edges.forEachVariable(block, named::add);
    }
    return size + LOCAL * named.size();
  }

  private static int of(Op op) {
    if (op instanceof Op.Run run) {
      return of(run.statement());
    }
    if (op instanceof Op.Assign assign) {
      return WORD + of(assign.value());
    }
    if (op instanceof Op.Declare declare && declare.value() != null) {
      return WORD + of(declare.value());
    }
    return 0;
  }

  private static int of(Terminator end) {
    if (end instanceof Terminator.Branch branch) {
      return of(branch.condition()) + 2 * JUMP;
    }
    if (end instanceof Terminator.Select select) {
      int size = of(select.selector()) + 30 + JUMP;
      for (Terminator.Arm arm : select.arms()) {
        size += CASE * Math.max(1, arm.choice().labels().size()) + JUMP;
        for (Code label : arm.choice().labels()) {
          size += of(label);
        }
        if (arm.choice().guard() != null) {
          size += of(arm.choice().guard());
        }
      }
      return size;
    }
    if (end instanceof Terminator.IfDone test) {
      return of(test.isDone()) + 2 * JUMP;
    }
    if (end instanceof Terminator.Suspend suspend) {
      return of(suspend.what().code()) + (suspend.always() ? ALWAYS : SUSPENSION);
    }
    if (end instanceof Terminator.TailCall call) {
      return of(call.code()) + SUSPENSION;
    }
    if (end instanceof Terminator.Finish finish) {
      return 12 + (finish.value() == null ? 0 : of(finish.value()));
    }
    return end instanceof Terminator.Throw thrown ? 4 + of(thrown.exception()) : JUMP;
  }

  /** Bytes of code. */
  static int of(Code code) {
    StringBuilder text = new StringBuilder();
    spell(code, text);
    return new CodeSize(text.toString()).size(Integer.MAX_VALUE);
  }

  /** The code with a word for each piece that is not text. */
  private static void spell(Code code, StringBuilder out) {
    for (Code.Piece piece : code.pieces()) {
      if (piece instanceof Code.Text text) {
        out.append(text.text());
      } else if (piece instanceof Code.VariableRef ref) {
        out.append(ref.captured() ? " v=v " : " v ");
      } else if (piece instanceof Code.TypeTest test) {
        spell(test.operand(), out);
        out.append(" instanceof ");
        spell(test.pattern(), out);
        out.append("&(v=v)==v ".repeat(test.bindings().size()));
      } else if (piece instanceof Code.GoTo || piece instanceof Code.Complete) {
        out.append(" return ");
      } else if (piece instanceof Code.DirectForm) {
        out.append(" f(v,v,v");
      } else if (piece instanceof Code.DirectResult) {
        out.append(" f(v) ");
      } else if (!(piece instanceof Code.Line)) {
        out.append(" v ");
      }
    }
  }

  /** Bytes up to {@code end}, or up to the brace that closes the block around. */
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
        size += WORD;
      } else if (Character.isDigit(c)) {
        number();
        size += WORD;
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
    int extra = WORDS.getOrDefault(word, 0);
    jumps += extra == JUMP ? 1 : 0;
    return WORD + extra;
  }

  /** javac makes a copy for each way out of the try, which {@link #jumps} are at most. */
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

  private static int sign(char c) {
    if (Character.isWhitespace(c)) {
      return 0;
    }
    return switch (c) {
      case '(', ',' -> 6; // a cast or an unboxing behind a call; boxing, an array's store
      case '<', '>', '&', '|', '!', '?' -> 6; // jumps, and values of conditions
      case '=', '+', '[', ':' -> 3;
      case ')', '{', '}', ';', ']', '.', '@' -> 0;
      default -> 2;
    };
  }
}
