package dev.suspendable.processor.oracle;

import java.util.List;

/** Places for coroutines that have type variables around them, and some that hide others. */
final class GenericKinds {
  private GenericKinds() {}

  static final List<HostKind> ALL =
      List.of(
          new HostKind(
              "variable of a method hides that of its class",
              "<T> ",
              "T t, ",
              "new %H<>(\"a\")|1",
              true,
              """
              static class %H<T extends Comparable<T>> {
              T v;
              %H(T v) { this.v = v; }
              int order(T other) { return v.compareTo(other); }
              class J { final T held = v; J self() { return this; } }
              class Couple<U> { final T held = v; final U other; Couple(U other) { this.other = other; } }
              %C
              }
              """,
              """
              Object UNARY (Object) t
              Object UNARY (Object) v
              int POSTFIX v.compareTo(v)
              int POSTFIX order(v)
              int POSTFIX order(((J) (Object) new J()).held)
              int POSTFIX order(P.<J>id(new J()).self().held)
              int POSTFIX order(P.<Couple<String>>id(new Couple<>(%{String})).held)
              Integer POSTFIX ((Function<J, Integer>) (J j) -> order(j.held)).apply(new J())
              Object UNARY (Object) new %H<>(%{String}).v

              Object UNARY (Object) this.v
              Object UNARY (Object) P.<T>id(t)
              boolean POSTFIX List.<T>of(t).contains(%{Object})
              """),
          new HostKind(
              "variable of an inner class hides that of its outer class",
              "",
              "",
              "new %H<String>(\"o\").new In<Integer>(7)",
              true,
              """
              static class %H<T> {
              T out;
              %H(T out) { this.out = out; }
              class In<T extends Number> {
              T in;
              In(T in) { this.in = in; }
              %C
              }
              }
              """,
              """
              int POSTFIX in.intValue()
              Object UNARY (Object) out
              Object UNARY (Object) %H.this.out
              Object UNARY (Object) %H.this.new In<>(%{Integer}).in

              Object UNARY (Object) new In<T>(in).in
              """),
          new HostKind(
              "bounds and wildcards",
              "<T extends Comparable<? super T>> ",
              "T t, Comparator<? super T> order, List<? extends T> from, Collection<? super T> into, ",
              "new %H()|\"t\", Comparator.naturalOrder(), List.of(\"u\"), new ArrayList<Object>()",
              true,
              """
              static class %H {
              static <U> Optional<U> none(Comparator<? super U> order) { return Optional.empty(); }
              static <U> U first(List<? extends U> from) { return from.get(0); }
              %C
              }
              """,
              """
              int POSTFIX order.compare(t, from.get(%{int@AND} & 0))
              boolean POSTFIX! into.add(t)
              int POSTFIX t.compareTo(from.get(0))
              Object UNARY (Object) none(order)
              Object UNARY (Object) first(from)
              Object UNARY (Object) t
              int PRIMARY into.size()
              int POSTFIX Collections.max(from, order).compareTo(t)
              """),
          new HostKind(
              "variable that parameters name in wildcards only",
              "<T extends Comparable<? super T>> ",
              "Comparator<? super T> order, ",
              "new %H().<String>|Comparator.naturalOrder()",
              true,
              """
              static class %H {
              static <U> Optional<U> none(Comparator<? super U> order) { return Optional.empty(); }
              @Suspendable static <U extends Comparable<? super U>> Task<Integer> some(Comparator<? super U> order, int by) { log(await(by)); return Task.of(by); }
              %C
              }
              """,
              """
              Object UNARY (Object) none(order)
              Object UNARY (Object) %H.<T>none(order)
              boolean POSTFIX none(order).isPresent()
              Integer POSTFIX! Coroutines.await(%H.<T>some(order, %{int}))
              """),
          new HostKind(
              "two bounds",
              "<T extends Number & Comparable<T>, S extends List<T>> ",
              "T t, S all, ",
              "%H.INSTANCE|1, new ArrayList<>(List.of(2))",
              true,
              """
              static class %H {
              static final %H INSTANCE = new %H();
              %C
              }
              """,
              """
              int POSTFIX t.intValue()
              int POSTFIX t.compareTo(all.get(0))
              int POSTFIX all.get(%{int@AND} & 0).intValue()
              Object UNARY (Object) t
              int PRIMARY List.of(t, all.get(0)).get(%{int@AND} & 1).intValue()
              int POSTFIX ranked(t, all.get(0))
              """),
          new HostKind(
              "bounded by itself",
              "",
              "",
              "new %H()",
              true,
              """
              static abstract class A%H<T, S extends A%H<T, S>> { T got; abstract S me(); S put(T t) { got = t; return me(); } }
              static class %H extends A%H<Integer, %H> {
              @Override %H me() { log("me"); return this; }
              %C
              }
              """,
              """
              Integer PRIMARY! put(%{Integer}).got
              Integer PRIMARY! me().put(%{int}).me().got
              Integer PRIMARY got
              """),
          new HostKind(
              "generic coroutine of a generic class",
              "<S extends T, X extends Exception> ",
              "S s, Class<X> thrown, ",
              "new %H<Object>(\"t\")|\"s\", IOException.class",
              true,
              """
              static class %H<T> {
              final T t;
              %H(T t) { this.t = t; }
              T oneOf(boolean q, S0<? extends T> other) { return q ? t : other.value; }
              static class S0<U> { final U value; S0(U value) { this.value = value; } }
              %C
              }
              """,
              """
              Object UNARY (Object) s
              Object UNARY (Object) t
              Object UNARY (Object) oneOf(%{boolean}, new S0<>(s))
              String POSTFIX thrown.getSimpleName()

              Object UNARY (Object) new %H<T>(s).t
              """),
          new HostKind(
              "generic record",
              "",
              "",
              "new %H<>(\"t\", List.of(\"u\"))",
              true,
              """
              record %H<T extends Comparable<T>>(T t, List<? extends T> rest) {
              %C
              }
              """,
              """
              Object UNARY (Object) t
              int POSTFIX t.compareTo(rest.get(%{int@AND} & 0))
              int POSTFIX rest().get(0).compareTo(t())
              Object UNARY (Object) new %H<>(t, rest).t()
              """),
          new HostKind(
              "generic interface",
              "default ",
              "",
              "new %H<String>() { @Override public String one() { return \"one\"; } }",
              true,
              """
              interface %H<T> {
              T one();
              default <S extends T> List<? super S> all(S s) { return new ArrayList<Object>(List.of(s)); }
              %C
              }
              """,
              """
              Object UNARY (Object) one()
              Object POSTFIX all(one()).get(%{int@AND} & 0)

              Object UNARY (Object) P.<T>id(one())
              """),
          new HostKind(
              "nested class that uses a type nested in a generic superclass",
              "",
              "",
              "new %H()",
              true,
              """
              static class A%H<P0 extends Comparable<P0>> {
              class Node { P0 held; Node(P0 held) { this.held = held; } Node next(P0 more) { return new Node(more); } }
              static class Pairs<A, B extends A> { A a; B b; Pairs(A a, B b) { this.a = a; this.b = b; } }
              private abstract class Visitor { abstract P0 visit(Node node); }
              static String said(Object o) { return "object"; }
              static String said(String s) { return "string"; }
              P0 visited(P0 one) { return new Visitor() { @Override P0 visit(Node node) { return node.held; } }.visit(new Node(one)); }
              }
              static class %H extends A%H<String> {
              Node root = new Node("root");
              %C
              }
              """,
              """
              String PRIMARY root.held
              String PRIMARY new Node(%{String}).next(%{String}).held
              String POSTFIX! visited(%{String})
              String POSTFIX said(((Node) (Object) root).held)
              String POSTFIX said(P.<Node>id(root).next(%{String}).held)
              String POSTFIX ((Function<Node, String>) (Node n) -> said(n.held)).apply(root)
              String POSTFIX ((Function<? super Node, String>) n -> said(n.held)).apply(root)
              Object UNARY (Object) new Pairs<Object, String>(%{Object}, %{String}).b
              Object UNARY (Object) (root = new Node(%{String})).held
              """));
}
