package dev.suspendable.processor.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes a failing program smaller for as long as it fails in the same way: leaves statements out,
 * puts what stands in blocks in the place of the statement, and expressions in the place of those
 * that they are part of, and gives names back their simple spelling. Most of what it tries is not
 * even Java; javac tells.
 */
final class Shrinker {
  /** How many programs are tried in one compilation. */
  private static final int TRIED_TOGETHER = 24;

  /** After so long what has been reached must do. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Instant end = Instant.now().plus(LONGEST);
  private final Verdict.Kind kind;
  private Program smallest;
  private int tried;

  private Shrinker(Program program, Verdict.Kind kind) {
    this.smallest = program;
    this.kind = kind;
  }

  /** The smallest program found that fails as this one does. */
  static Program shrink(Program program, Verdict.Kind kind) {
    Shrinker shrinker = new Shrinker(program, kind);
    while (shrinker.step()) {}
    return shrinker.smallest;
  }

  /** Makes the program smaller by one change, the largest that there is. */
  private boolean step() {
    List<Program> candidates = candidates();
    for (int from = 0; from < candidates.size() && isInTime(); from += TRIED_TOGETHER) {
      int to = Math.min(from + TRIED_TOGETHER, candidates.size());
      Map<Program, Verdict> verdicts = Oracle.ask(candidates.subList(from, to));
      for (Map.Entry<Program, Verdict> each : verdicts.entrySet()) {
        if (each.getValue().kind() == kind) {
          smallest = each.getKey();
          return true;
        }
      }
    }
    return false;
  }

  private boolean isInTime() {
    return Instant.now().isBefore(end);
  }

  // ---- What to try.

  private List<Program> candidates() {
    List<Map<Object, Object>> changes = new ArrayList<>();
    collect(smallest.source().pieces(), changes);
    Spelling spelling = smallest.spelling();
    Stream<Program> friendlier =
        Stream.concat(
                Stream.of(Spelling.SIMPLE),
                spelling.names().keySet().stream().map(spelling::without))
            .map(simpler -> changed(smallest.source(), simpler));
    Stream<Program> shorter =
        changes.stream()
            .map(change -> changed(new Rewriter(change).rewritten(smallest.source()), spelling));
    return Stream.concat(friendlier, shorter)
        .filter(program -> program.size() < smallest.size())
        .sorted(Comparator.comparingInt(Program::size))
        .toList();
  }

  private Program changed(Statement source, Spelling spelling) {
    return new Program("t" + tried++, smallest.bodies(), source, spelling);
  }

  private static void collect(List<Piece> pieces, List<Map<Object, Object>> changes) {
    for (Piece piece : pieces) {
      if (piece instanceof Operand operand) {
        collect(operand.expression(), changes);
      } else if (piece instanceof Block block) {
        collect(block, changes);
      }
    }
  }

  private static void collect(Expression expression, List<Map<Object, Object>> changes) {
    replace(expression, expression.type().literals().get(0), changes);
    List<Expression> parts = new ArrayList<>();
    parts(expression.pieces(), parts);
    for (Expression part : parts) {
      if (part.type() == expression.type()) {
        replace(expression, part, changes);
      }
    }
    collect(expression.pieces(), changes);
  }

  private static void parts(List<Piece> pieces, List<Expression> parts) {
    for (Piece piece : pieces) {
      if (piece instanceof Operand operand) {
        parts.add(operand.expression());
        parts(operand.expression().pieces(), parts);
      } else if (piece instanceof Block block) {
        block.statements().forEach(statement -> parts(statement.pieces(), parts));
      }
    }
  }

  private static void collect(Block block, List<Map<Object, Object>> changes) {
    List<Statement> statements = block.statements();
    for (int length = statements.size(); length > 0; length = length / 2) {
      for (int from = 0; from + length <= statements.size(); from += length) {
        leaveOut(statements.subList(from, from + length), changes);
      }
    }
    for (Statement statement : statements) {
      for (Piece piece : statement.pieces()) {
        if (piece instanceof Block inner) {
          replace(statement, inner.statements(), changes);
        }
      }
      collect(statement.pieces(), changes);
    }
  }

  private static void replace(Object old, Object replacement, List<Map<Object, Object>> changes) {
    Map<Object, Object> change = new IdentityHashMap<>();
    change.put(old, replacement);
    changes.add(change);
  }

  private static void leaveOut(List<Statement> statements, List<Map<Object, Object>> changes) {
    Map<Object, Object> change = new IdentityHashMap<>();
    statements.forEach(statement -> change.put(statement, Collections.emptyList()));
    changes.add(change);
  }
}
