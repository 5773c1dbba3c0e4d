package dev.suspendable.processor.oracle;

/** Classes whose initialisation leaves a trace: where it happens is where javac has it happen. */
final class Initialisers {
  private Initialisers() {}

  static void describe(Hostility it) {
    for (int i = 0; i < 3; i++) {
      String name = "Init" + i;
      it.member(
          name,
          """
          static class %s {
            static { log("init %s"); }
            static int made = 1;
            int n;
            %s(int n) { log("new %s " + n); this.n = n + made++; }
            static int with(int by) { log("with " + by); return made += by; }
          }\
          """
              .replace("%s", name));
      it.add(
          """
          int PRIMARY! new %s(%{int}).n
          int POSTFIX! %s.with(%{int})
          int ANY! %s.made = %{int}
          int ANY! %s.made += %{int}
          int POSTFIX! %s.made++
          int POSTFIX! new %s(%{int}) { int plus() { return n; } }.plus()
          int PRIMARY new %s[%{int@AND} & 3].length
          int PRIMARY! ((IntFunction<%s>) %s::new).apply(%{int}).n
          """
              .replace("%s", name));
    }
    it.member(
        "InitPair",
        """
        static class InitPair<T> {
          static final List<Object> ALL = new ArrayList<>();
          static { log("init InitPair"); }
          final T first;
          <S> InitPair(T first, S second) { log("new InitPair " + second); this.first = first; ALL.add(second); }
        }\
        """);
    it.add(
        """
        String PRIMARY! new InitPair<>(%{String}, %{Object}).first
        Integer PRIMARY! new <String>InitPair<Integer>(%{Integer}, %{String}).first
        """);
  }
}
