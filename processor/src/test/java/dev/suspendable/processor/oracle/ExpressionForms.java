package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The catalogue of expressions. */
final class ExpressionForms {
  private ExpressionForms() {}

  /**
   * Type, precedence, template. With an exclamation mark it may be a statement; {@code T} stands
   * for each type in turn, {@code R} for each reference type.
   */
  private static final String ANYWHERE =
      """
      T POSTFIX  see(%{T})
      T COND     %{boolean@LOR} ? %{T} : %{T@COND}
      T ANY!     %{=T} = %{T}
      R UNARY    (T) %{T@POSTFIX}
      R POSTFIX! P.<T>id(%{T})

      int ADD    %{int@ADD} + %{int@MUL}
      int ADD    %{int@ADD} - %{int@MUL}
      int MUL    %{int@MUL} * %{int@UNARY}
      int MUL    %{int@MUL} / (%{int@OR} | 1)
      int MUL    %{int@MUL} % %{int@UNARY}
      int SHIFT  %{int@SHIFT} << %{int@ADD}
      int SHIFT  %{int@SHIFT} >>> %{long@ADD}
      int AND    %{int@AND} & %{int@EQ}
      int XOR    %{int@XOR} ^ %{int@AND}
      int OR     %{int@OR} | %{int@XOR}
      int UNARY  -%{int@POSTFIX}
      int UNARY  ~%{int@UNARY}
      int UNARY  +%{Integer@POSTFIX}
      int SHIFT  %{int@SHIFT} >> %{char@ADD}
      int ADD    %{char@ADD} + %{short@MUL}
      int MUL    %{byte@MUL} * %{char@UNARY}
      int ADD    %{Integer@ADD} - %{int@MUL}
      int ADD    %{Integer@ADD} + %{Integer@MUL}
      int UNARY  (int) %{Integer@POSTFIX}
      int UNARY  (int) %{long@UNARY}
      int UNARY  (int) %{double@UNARY}
      int UNARY  (int) %{char@UNARY}
      int UNARY  (int) %{Object@POSTFIX}
      int COND   %{boolean@LOR} ? (Integer) %{Integer@POSTFIX} : %{int@COND}
      int POSTFIX! %{=int}++
      int UNARY! --%{=int}
      int ANY!   %{=int} += %{int}
      int ANY!   %{=int} -= %{Integer}
      int ANY!   %{=int} *= %{long}
      int ANY!   %{=int} += %{double}
      int ANY!   %{=int} /= %{int@OR} | 1
      int ANY!   %{=int} %= %{int@OR} | 1
      int ANY!   %{=int} <<= %{byte}
      int ANY!   %{=int} >>= %{long}
      int ANY!   %{=int} >>>= %{int}
      int ANY!   %{=int} &= %{Integer}
      int ANY!   %{=int} |= %{short}
      int ANY!   %{=int} ^= %{char}
      int PRIMARY %{int[]@POSTFIX}[%{int@AND} & 3]
      int PRIMARY %{int[]@POSTFIX}[%{char@AND} & 1]
      int ANY!   %{int[]@POSTFIX}[%{int@AND} & 3] = %{int}
      int ANY!   %{int[]@POSTFIX}[%{int@AND} & 3] += %{int}
      int ANY!   %{int[]@POSTFIX}[%{int@AND} & 7] -= %{long}
      int POSTFIX! %{int[]@POSTFIX}[%{int@AND} & 3]++
      int UNARY! ++%{int[]@POSTFIX}[%{int@AND} & 3]
      int PRIMARY %{int[][]@POSTFIX}[%{int@AND} & 1][%{int@AND} & 3]
      int ANY!   %{int[][]@POSTFIX}[%{int@AND} & 1][%{int@AND} & 3] ^= %{int}
      int PRIMARY %{int[]@POSTFIX}.length
      int PRIMARY %{Box@POSTFIX}.n
      int ANY!   %{Box@POSTFIX}.n = %{int}
      int ANY!   %{Box@POSTFIX}.n += %{int}
      int POSTFIX! %{Box@POSTFIX}.n--
      int POSTFIX! %{Box@POSTFIX}.a[%{int@AND} & 3]++
      int ANY!   %{Box@POSTFIX}.a[%{int@AND} & 3] <<= %{int}
      int POSTFIX! %{Box@POSTFIX}.add(%{int})
      int PRIMARY %{P@POSTFIX}.count
      int ANY!   %{P@POSTFIX}.count += %{int}
      int UNARY! ++%{P@POSTFIX}.count
      int POSTFIX! %{P@POSTFIX}.mix(%{int}, %{long}, %{String})
      int POSTFIX! %{P@POSTFIX}.base(%{int})
      int ANY!   %{P@POSTFIX}.level ^= %{int}
      int POSTFIX! %{P@POSTFIX}.new Inner(%{int}).grow(%{int})
      int POSTFIX ((CharSequence & Comparable<String>) %{String@UNARY}).length()
      int POSTFIX! sum(%{int}, %{int}, %{int})
      int POSTFIX! sum(%{char}, %{byte}, %{Integer})
      int POSTFIX! tally(%{Object}, %{int}, %{String})
      int POSTFIX! tally(new Object[] {%{Integer}, %{Object}})
      int POSTFIX %{String@POSTFIX}.length()
      int POSTFIX %{List<Integer>@POSTFIX}.size()
      Integer POSTFIX! %{List<Integer>@POSTFIX}.get(%{int@AND} & 1)
      int POSTFIX %{Pair@POSTFIX}.a()
      int POSTFIX %{Color@POSTFIX}.ordinal()
      int POSTFIX! %{IntUnaryOperator@POSTFIX}.applyAsInt(%{int})

      long ADD   %{long@ADD} + %{int@MUL}
      long ADD   %{Long@ADD} - %{long@MUL}
      long MUL   %{int@MUL} * %{long@UNARY}
      long SHIFT %{long@SHIFT} << %{int@ADD}
      long SHIFT %{long@SHIFT} >> %{long@ADD}
      long AND %{long@AND} & %{int@EQ}
      long OR %{int@OR} | %{long@XOR}
      long UNARY ~%{long@UNARY}
      long MUL %{long@MUL} % %{long@UNARY}
      long ANY! %{=long} %= %{int}
      long ANY! %{=long} >>>= %{int}
      long UNARY (long) %{int@UNARY}
      long UNARY (long) %{double@UNARY}
      long UNARY (long) %{Long@POSTFIX}
      long ANY!  %{=long} += %{int}
      long ANY!  %{=long} *= %{long}
      long POSTFIX! %{=long}++
      long PRIMARY %{long[]@POSTFIX}[%{int@AND} & 3]
      long ANY!  %{long[]@POSTFIX}[%{int@AND} & 3] += %{int}
      long POSTFIX! %{long[]@POSTFIX}[%{int@AND} & 3]--
      long PRIMARY %{P@POSTFIX}.total
      long ANY!  %{P@POSTFIX}.total -= %{int}

      byte UNARY (byte) %{int@UNARY}
      byte ANY!  %{=byte} += %{int}
      byte POSTFIX! %{=byte}++
      short UNARY (short) %{int@UNARY}
      short ANY! %{=short} -= %{byte}
      char UNARY (char) %{int@UNARY}
      char UNARY! ++%{=char}
      char ANY!  %{=char} += %{int}
      char POSTFIX %{String@POSTFIX}.charAt(%{int@AND} & 1)
      float UNARY (float) %{double@UNARY}
      float MUL  %{float@MUL} * %{int@UNARY}
      double ADD %{double@ADD} + %{int@MUL}
      double MUL %{double@MUL} / %{int@UNARY}
      double UNARY -%{double@POSTFIX}
      double UNARY (double) %{float@UNARY}
      double ANY! %{=double} += %{int}
      double ANY! %{=double} /= %{long}
      double UNARY! --%{=double}
      float ANY! %{=float} *= %{double}
      double COND %{boolean@LOR} ? %{int} : %{double@COND}

      boolean REL %{int@SHIFT} < %{int@SHIFT}
      boolean REL %{long@SHIFT} >= %{int@SHIFT}
      boolean REL %{double@SHIFT} <= %{Integer@SHIFT}
      boolean REL %{char@SHIFT} > %{byte@SHIFT}
      boolean EQ  %{int@EQ} == %{int@REL}
      boolean EQ  %{long@EQ} != %{char@REL}
      boolean EQ  %{double@EQ} == %{float@REL}
      boolean EQ  %{boolean@EQ} != %{boolean@REL}
      boolean EQ  %{Integer@EQ} != %{int@REL}
      boolean EQ  %{Color@EQ} == %{Color@REL}
      boolean EQ  %{Object@EQ} == null
      boolean EQ  null != %{String@REL}
      boolean LAND %{boolean@LAND} && %{boolean@OR}
      boolean LOR %{boolean@LOR} || %{boolean@LAND}
      boolean AND %{boolean@AND} & %{boolean@EQ}
      boolean OR  %{boolean@OR} | %{boolean@XOR}
      boolean XOR %{boolean@XOR} ^ %{boolean@AND}
      boolean UNARY !%{boolean@UNARY}
      boolean ANY! %{=boolean} |= %{boolean}
      boolean ANY! %{=boolean} &= %{boolean}
      boolean ANY! %{=boolean} ^= %{boolean}
      boolean REL %{Object@REL} instanceof Comparable<?>
      boolean REL %{Object@REL} instanceof String
      boolean POSTFIX! %{String@POSTFIX}.equals(%{Object})
      boolean POSTFIX! %{List<Integer>@POSTFIX}.contains(%{Integer})

      Integer UNARY (Integer) %{int@POSTFIX}
      Integer POSTFIX boxed(%{int})
      Integer POSTFIX! %{=Integer}++
      Integer ANY! %{=Integer} = %{int}
      Integer ANY! %{=Integer} += %{int}
      Integer PRIMARY %{Box@POSTFIX}.boxed
      Integer POSTFIX! %{Box@POSTFIX}.boxed++
      Integer ANY! %{Box@POSTFIX}.boxed *= %{Integer}
      Integer UNARY (Integer) %{Object@POSTFIX}
      Long UNARY (Long) %{long@POSTFIX}
      Long ANY! %{=Long} = %{long}
      Long ANY! %{=Long} += %{int}
      Long UNARY! ++%{=Long}

      String ADD %{String@ADD} + %{int@MUL}
      String ADD %{String@ADD} + %{Object@MUL}
      String ADD %{String@ADD} + %{char@MUL} + %{Integer@MUL}
      String ADD %{String@ADD} + (%{int@ADD} + %{long@MUL})
      String ADD %{String@ADD} + cut(%{String}) + %{boolean@MUL}
      String ADD %{int@ADD} + cut(%{String})
      String ADD %{Color@ADD} + "-" + %{double@MUL}
      String ANY! %{=String} += %{int}
      String ANY! %{=String} += cut(%{String})
      String ANY! %{=String} += %{Object}
      String ANY! %{=String} += %{char}
      String PRIMARY %{String[]@POSTFIX}[%{int@AND} & 3]
      String ANY! %{String[]@POSTFIX}[%{int@AND} & 3] = %{String}
      String ANY! %{String[]@POSTFIX}[%{int@AND} & 3] += %{int}
      String PRIMARY %{Box@POSTFIX}.s
      String ANY! %{Box@POSTFIX}.s = %{String}
      String ANY! %{Box@POSTFIX}.s += %{long}
      String PRIMARY %{P@POSTFIX}.text
      String ANY! %{P@POSTFIX}.text = cut(%{String})
      String POSTFIX! join(%{String}, %{Object}, %{long})
      String POSTFIX! %{P@POSTFIX}.name(%{String}, %{Box})
      String POSTFIX! %{Supplier<String>@POSTFIX}.get()
      String POSTFIX %{Pair@POSTFIX}.b()
      String POSTFIX String.valueOf(%{char})

      Object UNARY (Object) cut(%{String})
      Object UNARY (Object) %{int@POSTFIX}
      Object UNARY (Object) %{Integer@POSTFIX}
      Object UNARY (Object) %{Color@POSTFIX}
      Object UNARY (Object) %{Pair@POSTFIX}
      Object COND %{boolean@LOR} ? %{Object} : %{Integer@COND}
      Object ANY! %{=Object} += cut(%{String})
      Object ANY! ((Object[]) %{String[]@POSTFIX})[%{int@AND} & 3] = %{Object}
      String POSTFIX ((Function<Object, String>) Object::toString).apply(%{Object})
      Object UNARY (Object) %{Shape@POSTFIX}
      Shape POSTFIX! shape(%{int})
      Shape UNARY (Shape) new Dot(%{int})
      Shape UNARY (Shape) new Line(new Dot(%{int}), %{String})
      Box POSTFIX! ((IntFunction<Box>) Box::new).apply(%{int})
      int[] POSTFIX ((IntFunction<int[]>) int[]::new).apply(%{int@AND} & 3)
      Color POSTFIX! color(%{int})
      Pair PRIMARY! new Pair(%{int}, %{String})
      Box PRIMARY! new Box(%{int})
      Box POSTFIX! %{Box@POSTFIX}.self()
      Box PRIMARY %{P@POSTFIX}.box
      P PRIMARY! new P()
      P POSTFIX! %{P@POSTFIX}.self(%{Object})
      int[] UNARY new int[] {%{int}, %{int}, %{char}, %{int}}
      int[] UNARY new int[%{int@AND} & 3]
      int[] UNARY new int[%{int@MUL} % 2]
      int[] PRIMARY %{int[][]@POSTFIX}[%{int@AND} & 1]
      int[] PRIMARY %{Box@POSTFIX}.a
      int[] ANY! %{Box@POSTFIX}.a = %{int[]}
      long[] UNARY new long[] {%{long}, %{int}, %{long}, %{char}}
      String[] UNARY new String[] {%{String}, %{String}, %{String}, %{String}}
      int[][] UNARY new int[][] {%{int[]}, {%{int}, %{int}, %{int}, %{int}}}
      int[][] UNARY new int[%{int@AND} & 3][%{int@AND} & 3]
      List<Integer> POSTFIX list(%{Integer}, %{Integer})
      List<Integer> POSTFIX list(%{int}, %{int}, %{Integer})
      IntUnaryOperator UNARY (IntUnaryOperator) %{Box@POSTFIX}::add
      Supplier<String> UNARY (Supplier<String>) %{Object@POSTFIX}::toString
      """;

  private static final String IN_INSTANCES =
      """
      int PRIMARY count
      int ANY! count += %{int}
      int POSTFIX! count++
      long PRIMARY total
      long ANY! total *= %{int}
      String PRIMARY text
      String ANY! text = cut(%{String})
      int POSTFIX! mix(%{int}, %{long}, %{String})
      int PRIMARY level
      int ANY! level |= %{int}
      int POSTFIX! base(%{int})
      int POSTFIX! new Inner(%{int}).grow(%{int})
      """;

  private static final String WITH_SUPER =
      """
      int POSTFIX! super.base(%{int})
      int PRIMARY super.level
      int ANY! super.level += %{int}
      IntUnaryOperator UNARY (IntUnaryOperator) super::base
      """;

  private static final String WITH_THIS =
      """
      P PRIMARY this
      int ANY! this.count = %{int}
      P PRIMARY P.this
      int PRIMARY P.this.count
      int ANY! this.level -= %{int}
      """;

  private static final String AWAITS =
      """
      T POSTFIX! await(%{T})
      T POSTFIX! await(await(%{T}))
      R POSTFIX! await(%{T}, IOException.class)
      R POSTFIX! cell(%{T}).await()
      R POSTFIX! Coroutines.await(future(%{T}))
      Object POSTFIX! await(%{Work<Object>@POSTFIX}.run(%{int}))
      """;

  private static final Map<Type, List<ExpressionForm>> BY_TYPE = new EnumMap<>(Type.class);
  private static final List<ExpressionForm> ALL = new ArrayList<>();
  private static final List<ExpressionForm> AWAIT_FORMS = templates(AWAITS, Scope::awaits);

  static {
    ALL.addAll(templates(ANYWHERE, scope -> true));
    ALL.addAll(templates(IN_INSTANCES, scope -> !scope.body().isStatic()));
    ALL.addAll(
        templates(
            WITH_SUPER,
            scope ->
                !scope.body().isStatic()
                    && scope.body().around().isMember()
                    && !scope.isInClass()));
    ALL.addAll(templates(WITH_THIS, Scope::hasHost));
    ALL.addAll(Closures.forms());
    ALL.addAll(SuspendableLambdas.expressions());
    ALL.addAll(Patterns.forms());
    ALL.addAll(SwitchExpressions.forms());
    ALL.addAll(PatternSwitches.expressions());
    for (Type type : Type.values()) {
      BY_TYPE.put(type, ALL.stream().filter(form -> form.type() == type).toList());
    }
  }

  /** All that do not suspend by themselves. */
  static List<ExpressionForm> all() {
    return ALL;
  }

  static List<ExpressionForm> of(Type type) {
    return BY_TYPE.get(type);
  }

  /** Those that suspend by themselves. */
  static List<ExpressionForm> awaits(Type type) {
    return AWAIT_FORMS.stream().filter(form -> form.type() == type).toList();
  }

  /**
   * Forms as in the tables above, a line each. In what is text, {@code ⏎} is a line break. Those
   * that await stand where there may be an await.
   */
  static List<ExpressionForm> templates(String lines, Predicate<Scope> condition) {
    List<ExpressionForm> forms = new ArrayList<>();
    for (String line : lines.lines().filter(each -> !each.isBlank()).toList()) {
      String[] columns = line.split("\\s+", 3);
      for (Type type : typesOf(columns[0])) {
        boolean isOfAny = columns[0].matches("[TR]");
        String text = columns[2].replace("⏎", "\n");
        forms.add(
            template(
                type,
                columns[1],
                isOfAny ? forType(text, type) : text,
                text.contains("await(") ? condition.and(Scope::awaits) : condition));
      }
    }
    return forms;
  }

  private static List<Type> typesOf(String column) {
    return switch (column) {
      case "T" -> List.of(Type.values());
      case "R" -> Arrays.stream(Type.values()).filter(type -> !type.isPrimitive()).toList();
      default -> List.of(Type.named(column));
    };
  }

  private static String forType(String text, Type type) {
    return text.replaceAll("%\\{(=?)T\\b", "%{$1" + type.source())
        .replace("(T)", "(" + type.source() + ")")
        .replace("<T>", "<" + type.source() + ">");
  }

  private static ExpressionForm template(
      Type type, String precedence, String text, Predicate<Scope> condition) {
    return new Template(
        type,
        Precedence.valueOf(precedence.replace("!", "")),
        text,
        precedence.endsWith("!"),
        condition);
  }
}
