package dev.suspendable.processor.oracle;

import java.util.Arrays;
import java.util.List;

/**
 * The types of the generated expressions. An expression's static type is exactly its {@code Type}:
 * a {@code LONG} is never an {@code int} that would be widened.
 */
enum Type {
  INT("int", "0", "1", "2", "5", "-7", "2147483647"),
  LONG("long", "0L", "3L", "-9L", "4294967296L"),
  BYTE("byte", "(byte) 0", "(byte) -3", "(byte) 127"),
  SHORT("short", "(short) 0", "(short) 300"),
  CHAR("char", "'a'", "'z'", "'\\uffff'"),
  FLOAT("float", "0f", "1.5f"),
  DOUBLE("double", "0.0", "2.5", "-1e10"),
  BOOLEAN("boolean", "false", "true"),
  INTEGER("Integer", "(Integer) 0", "(Integer) 4", "(Integer) 1000"),
  BOXED_LONG("Long", "(Long) 0L", "(Long) 8L"),
  STRING("String", "\"\"", "\"a\"", "\"bc\""),
  OBJECT("Object", "(Object) \"o\"", "(Object) 1", "(Object) Color.RED", "(Object) 2L"),
  COLOR("Color", "Color.RED", "Color.GREEN", "Color.BLUE"),
  PAIR("Pair", "new Pair(1, \"p\")"),
  SHAPE("Shape", "(Shape) new Dot(1)", "(Shape) new Line(new Dot(2), \"l\")"),
  BOX("Box", "new Box()"),
  HOST("P", "new P()"),
  INTS("int[]", "new int[4]", "new int[] {1, 2, 3, 4}"),
  LONGS("long[]", "new long[] {5, 6, 7, 8}"),
  STRINGS("String[]", "new String[] {\"s\", \"t\", \"u\", \"v\"}"),
  MATRIX("int[][]", "new int[][] {{1, 2, 3, 4}, {5, 6, 7, 8}}"),
  LIST("List<Integer>", "list(1, 2)", "list(7)"),
  FUNCTION("IntUnaryOperator", "(IntUnaryOperator) x -> x + 1"),
  SUPPLIER("Supplier<String>", "(Supplier<String>) () -> \"made\""),
  RUNNABLES("List<Runnable>", "new ArrayList<Runnable>()"),
  WORK("Work<Object>", "(Work<Object>) by -> Task.of((Object) by)"),
  WORKS("List<Work<Object>>", "new ArrayList<Work<Object>>()");

  private final String source;
  private final List<Expression> literals;

  Type(String source, String... literals) {
    this.source = source;
    this.literals =
        Arrays.stream(literals).map(text -> Expression.of(this, precedenceOf(text), text)).toList();
  }

  private static Precedence precedenceOf(String literal) {
    if (literal.contains("->")) {
      return Precedence.ANY;
    }
    boolean makesArray = literal.startsWith("new ") && literal.contains("[");
    return literal.startsWith("(") || literal.startsWith("-") || makesArray
        ? Precedence.UNARY
        : Precedence.PRIMARY;
  }

  static Type named(String source) {
    return Arrays.stream(values())
        .filter(type -> type.source.equals(source))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(source));
  }

  /** As it is written. */
  String source() {
    return source;
  }

  /** As it is written for a type argument. */
  String boxedSource() {
    return switch (this) {
      case INT -> "Integer";
      case CHAR -> "Character";
      default ->
          isPrimitive() ? Character.toUpperCase(source.charAt(0)) + source.substring(1) : source;
    };
  }

  boolean isPrimitive() {
    return ordinal() <= BOOLEAN.ordinal();
  }

  /** Has no text, or one that is different in every run. */
  boolean isOpaque() {
    return ordinal() >= INTS.ordinal() && this != LIST;
  }

  /** Expressions that do nothing but have a value; the simplest first. */
  List<Expression> literals() {
    return literals;
  }

  Expression nothing() {
    return Expression.of(this, Precedence.UNARY, "(" + source + ") null");
  }
}
