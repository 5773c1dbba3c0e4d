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
 * the frame class than in the host.
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

  /** Code made of pieces: a string stands for a {@link Text}, and a {@code Code} for its pieces. */
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

  /** Code cast to a type, with parentheses if necessary. */
  public static Code cast(TypeMirror type, Object... code) {
    return of(new Cast(type), of(code), new CastEnd(type));
  }

  public boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** Visits every piece, including those inside {@link TypeTest}s and {@link Exit}s. */
  public void forEach(Consumer<Piece> visitor) {
    for (Piece piece : pieces) {
      visitor.accept(piece);
      if (piece instanceof TypeTest test) {
        test.operand.forEach(visitor);
        test.pattern.forEach(visitor);
      } else if (piece instanceof Exit exit) {
        exit.value.forEach(visitor);
      }
    }
  }

  /** The same code with each piece replaced by the result of {@code mapping}. */
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

  /** Literal characters. */
  public record Text(String text) implements Piece {}

  /**
   * The text after this piece is at this line of the user's file.
   *
   * @param line the line, or 0 if javac would make no entry in the line table here: then the text
   *     has the line of the code before it
   * @param goesOn whether the text continues a line that was begun earlier, so that a debugger must
   *     not stop at it
   */
  public record Line(int line, boolean goesOn) implements Piece {
    /** The line of the code before, as {@code line} describes it. */
    public static final Line OF_CODE_BEFORE = new Line(0);

    public Line(int line) {
      this(line, false);
    }
  }

  /** The initialisation of a class. */
  public record Initialise(TypeElement type) implements Piece {}

  /** The simple name of a class, which must be imported or qualified. */
  public record ClassRef(TypeElement type) implements Piece {}

  /** A whole type. */
  public record TypeRef(TypeMirror type) implements Piece {}

  /** The text before code that is cast, perhaps to a type that source cannot name. */
  public record Cast(TypeMirror type) implements Piece {}

  /**
   * The start of a call that presents a value of any class as a value of a type, unchecked; it ends
   * with the opening parenthesis.
   */
  public record Show(TypeMirror type) implements Piece {}

  /** The text after code that is cast. */
  public record CastEnd(TypeMirror type) implements Piece {}

  /** The coroutine's receiver, {@code this} in the user's code. */
  public record Self() implements Piece {}

  /** A name that the generated code itself declares. */
  public record Generated(Role role) implements Piece {}

  /** An identifier that must resolve to {@code symbol} in the frame as it did in the host. */
  public record Name(String text, String symbol) implements Piece {}

  /** A class that the user's code need not name. */
  public record RuntimeClass(Class<?> type) implements Piece {}

  /**
   * The name of a variable that the surrounding text declares, for example a lambda's parameter.
   */
  public record LocalName(String name) implements Piece {}

  /**
   * A variable of the coroutine.
   *
   * @param captured whether it is in a lambda or class body, which sees a copy
   */
  public record VariableRef(Variable variable, Access access, boolean captured) implements Piece {}

  /** {@code operand instanceof pattern}, whose bindings are visible outside of this code. */
  public record TypeTest(Code operand, Code pattern, List<Variable> bindings) implements Piece {}

  /**
   * The place of an operand in a template.
   *
   * @param delimited whether any expression is allowed here without parentheses
   */
  public record Hole(int operand, boolean delimited) implements Piece {}

  /** A statement that leaves the verbatim statement around it, before that is lowered. */
  public record Leave(Jump jump) implements Piece {}

  /**
   * The same in a lowered statement, which has its ways out in a list.
   *
   * @param number the index of the way
   * @param value what is evaluated before; empty if there is none
   */
  public record Exit(int number, Code value) implements Piece {}

  /** The name of a label that the generated code declares. */
  public record Mark(JumpTarget target) implements Piece {}

  /** The start of a call of a coroutine's direct form: its name and the opening parenthesis. */
  public record DirectForm(ExecutableElement method) implements Piece {}

  /** The additional arguments of such a call, which follow the receiver. */
  public record CallContext() implements Piece {}

  /**
   * The same for a coroutine of another file, which is linked at run time.
   *
   * @param result the type of the value: a primitive type if the value is unboxed at once
   */
  public record LinkedCall(ExecutableElement method, TypeMirror result) implements Piece {}

  /** A call of the ramp of a lambda's frame, up to the opening parenthesis. */
  public record Ramp(Declaration.Lambda lambda, List<TypeParameterElement> typeArguments)
      implements Piece {}

  /** The unboxed result of a coroutine that was called directly and has suspended. */
  public record DirectResult(ExecutableElement method) implements Piece {}

  /** The kinds of access to a variable. */
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
    /** The consumer of the values in push mode. */
    SINK
  }
}
