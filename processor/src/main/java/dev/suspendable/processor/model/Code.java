package dev.suspendable.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeMirror;

/**
 * Source text with holes: the user's own characters, except where a name means something else in
 * the frame class than it did in the host.
 *
 * @param pieces the text from left to right
 */
public record Code(List<Piece> pieces) {
  public static final Code EMPTY = new Code(List.of());

  public Code {
    pieces = List.copyOf(pieces);
  }

  /** Code made of plain characters. */
  public static Code of(String text) {
    return new Code(List.of(new Text(text)));
  }

  /** Code made of pieces, strings standing for {@link Text} and {@code Code} for its pieces. */
  public static Code of(Object... parts) {
    List<Piece> pieces = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof Code code) {
        pieces.addAll(code.pieces);
      } else if (part instanceof Piece piece) {
        pieces.add(piece);
      } else {
        pieces.add(new Text((String) part));
      }
    }
    return new Code(pieces);
  }

  /** Code cast to a type, parenthesised if need be. */
  public static Code cast(TypeMirror type, Object... code) {
    return of(new Cast(type), of(code), new CastEnd(type));
  }

  public boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** Visits every piece, those inside of {@link TypeTest}s included. */
  public void forEach(Consumer<Piece> visitor) {
    for (Piece piece : pieces) {
      visitor.accept(piece);
      if (piece instanceof TypeTest test) {
        test.operand.forEach(visitor);
        test.pattern.forEach(visitor);
      }
    }
  }

  /** The same code with each piece replaced by what {@code mapping} gives for it. */
  public Code map(Function<Piece, Code> mapping) {
    List<Piece> mapped = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece instanceof TypeTest test) {
        mapped.add(
            new TypeTest(test.operand.map(mapping), test.pattern.map(mapping), test.bindings));
      } else {
        mapped.addAll(mapping.apply(piece).pieces);
      }
    }
    return new Code(mapped);
  }

  /** Part of a {@link Code}. */
  public sealed interface Piece {}

  /** Characters as they are. */
  public record Text(String text) implements Piece {}

  /**
   * From here on the text stands at this line of the user's file.
   *
   * @param goesOn whether that line was begun before, so that a debugger is not to stop at it
   */
  public record Line(int line, boolean goesOn) implements Piece {
    public Line(int line) {
      this(line, false);
    }
  }

  /** The initialisation of a class. */
  public record Initialise(TypeElement type) implements Piece {}

  /** The simple name of a class, to be imported or qualified. */
  public record ClassRef(TypeElement type) implements Piece {}

  /** A whole type. */
  public record TypeRef(TypeMirror type) implements Piece {}

  /** What stands in front of code that is cast, perhaps to a type that source cannot name. */
  public record Cast(TypeMirror type) implements Piece {}

  /**
   * The start of a call that shows a value of any class as one of a type, unchecked, up to the
   * opening parenthesis.
   */
  public record Show(TypeMirror type) implements Piece {}

  /** What stands behind code that is cast. */
  public record CastEnd(TypeMirror type) implements Piece {}

  /** The coroutine's receiver, {@code this} in the user's code. */
  public record Self() implements Piece {}

  /** A name of the generated code's own. */
  public record Generated(Role role) implements Piece {}

  /** An identifier that must resolve to {@code symbol} in the frame as it did in the host. */
  public record Name(String text, String symbol) implements Piece {}

  /** A class that nothing in the user's code has to name. */
  public record RuntimeClass(Class<?> type) implements Piece {}

  /** The name of a variable that the text around declares, a lambda's parameter among others. */
  public record LocalName(String name) implements Piece {}

  /**
   * A variable of the coroutine.
   *
   * @param captured whether it stands in a lambda or class body, which sees a copy
   */
  public record VariableRef(Variable variable, Access access, boolean captured) implements Piece {}

  /** {@code operand instanceof pattern}, whose bindings are seen outside of this code. */
  public record TypeTest(Code operand, Code pattern, List<Variable> bindings) implements Piece {}

  /**
   * Where an operand stands in a template.
   *
   * @param delimited whether any expression may stand here without parentheses
   */
  public record Hole(int operand, boolean delimited) implements Piece {}

  /** A statement that leaves the carried-over statement around it. */
  public record Leave(Jump jump) implements Piece {}

  /** The name of a label of the generated code's own. */
  public record Mark(JumpTarget target) implements Piece {}

  /** Statements that go on at a block: {@code state = n; continue dispatch;}. */
  public record GoTo(Label label) implements Piece {}

  /** Part of the statements that complete the coroutine and leave its body. */
  public record Complete(Part part) implements Piece {}

  /** The parts of completing. */
  public enum Part {
    /** What stands in front of the value that the coroutine completes with. */
    BEFORE_VALUE,
    /** What stands behind it. */
    AFTER_VALUE,
    /** The whole of a completion without a value. */
    WITHOUT_VALUE
  }

  /** The start of a call of a coroutine's direct form: its name and the opening parenthesis. */
  public record DirectForm(ExecutableElement method) implements Piece {}

  /** What such a call passes beside what the user does, behind the receiver. */
  public record CallContext() implements Piece {}

  /**
   * The same for a coroutine of another file, which is linked at run time.
   *
   * @param result the type of the value: a primitive one if it is unboxed at once
   */
  public record LinkedCall(ExecutableElement method, TypeMirror result) implements Piece {}

  /** A call of the ramp of a lambda's frame, up to the opening parenthesis. */
  public record Ramp(Declaration.Lambda lambda, List<TypeParameterElement> typeArguments)
      implements Piece {}

  /** The unboxed result of a coroutine that was called directly and has suspended. */
  public record DirectResult(ExecutableElement method) implements Piece {}

  /** What a piece does to its variable. */
  public enum Access {
    READ,
    WRITE,
    READ_WRITE
  }

  /** Names of the generated step method. */
  public enum Role {
    FRAME,
    AWAITER,
    THROWN,
    /** What takes the values in push mode. */
    SINK
  }
}
