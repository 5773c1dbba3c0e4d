package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Features of Java that are a trap for one who carries text from one class to another. Each program
 * has some of them, and most have none of many: a bug must not hide all others.
 */
enum Hostility {
  /** Fields that are constant variables: their uses are no ordinary uses of fields. */
  CONSTANTS {
    @Override
    void describe() {
      Constants.describe(this);
    }
  },
  /** Types that source cannot spell, or cannot name here, as those of variables and operands. */
  UNSPELLABLE {
    @Override
    void describe() {
      statements.addAll(Unspellable.statements());
    }
  },
  /** Operands whose values are not of their type, which nothing notices. */
  POLLUTION {
    @Override
    void describe() {
      add(
          """
          String POSTFIX! join(%{String}, polluted().get(0), %{long})
          String POSTFIX! join(%{String}, %{boolean@LOR} ? polluted().get(0) : polluted().get(0), %{long})
          int POSTFIX! tally(polluted().get(0), %{int}, %{String})
          int POSTFIX! tally(%{int}, polluted().get(0), polluted().get(%{int@AND} & 0))
          boolean EQ %{Object@EQ} == polluted().get(%{int@AND} & 0)
          boolean POSTFIX %{Object@POSTFIX}.equals(polluted().get(%{int@AND} & 0))
          Object ANY! %{=Object} = polluted().get(%{int@AND} & 0)
          String POSTFIX! same(polluted().get(0), %{int})
          Object UNARY (Object) polluted().get(%{int@AND} & 0)
          """);
    }
  },
  /** Classes whose initialisers can be seen. */
  INITIALISERS {
    @Override
    void describe() {
      Initialisers.describe(this);
    }
  },
  /** Code on several lines, each of which may throw. */
  LINES {
    @Override
    void describe() {
      ManyLines.describe(this);
    }
  },
  /** Generic classes in bodies. */
  LOCAL_GENERICS {
    @Override
    void describe() {
      statements.addAll(LocalGenerics.statements());
    }
  },
  /** Literals and comments in which characters mean something else than they seem to. */
  TEXTS {
    @Override
    void describe() {
      Texts.describe(this);
    }
  },
  /** Qualified names, and such that a local variable can obscure. */
  QUALIFIED {
    @Override
    void describe() {
      add(
          """
          int POSTFIX java.util.List.of(%{Object}).size()
          int POSTFIX java.lang.Math.max(%{int}, %{int})
          int POSTFIX Math.min(%{int}, %{int})
          int PRIMARY Integer.MAX_VALUE
          int POSTFIX dev.suspendable.processor.oracle.Effects.sum(%{int}, %{int}, %{int})
          int POSTFIX! Effects.sum(%{int}, %{int}, %{int})
          Integer POSTFIX Integer.valueOf(%{int})
          Integer POSTFIX Collections.max(List.of(%{int}, %{int}))
          String POSTFIX String.join("-", cut(String.valueOf(%{Object})))
          String POSTFIX Objects.toString(%{Object})
          String POSTFIX ((Supplier<String>) () -> java.lang.String.valueOf(1)).get()
          Object UNARY (Object) Pair.class
          Object UNARY (java.lang.Object) java.util.Optional.of(%{int})
          Color POSTFIX Color.valueOf("RED")
          boolean POSTFIX Boolean.parseBoolean(%{String})
          """);
    }
  },
  /** Hooks of a promise that are chosen by the type of their operand. */
  HOOKS {
    @Override
    void describe() {
      statements.addAll(ChosenHooks.statements());
    }
  };

  final List<ExpressionForm> expressions = new ArrayList<>();
  final List<StatementForm> statements = new ArrayList<>();
  final List<Expression> literals = new ArrayList<>();

  /** Members of the generated class, by a text that programs have which use them. */
  final Map<String, Statement> members = new LinkedHashMap<>();

  static {
    Arrays.stream(values()).forEach(Hostility::describe);
  }

  /** Fills the lists. */
  abstract void describe();

  final void add(String lines) {
    add(scope -> true, lines);
  }

  final void add(Predicate<Scope> condition, String lines) {
    expressions.addAll(ExpressionForms.templates(lines, condition));
  }

  final void member(String word, String text) {
    members.put(word, Statement.of(text));
  }

  List<ExpressionForm> expressions() {
    return expressions;
  }

  List<StatementForm> statements() {
    return statements;
  }

  List<Expression> literals() {
    return literals;
  }

  /** Those of a program: none, or some. */
  static Set<Hostility> draw(Random random) {
    Set<Hostility> drawn = EnumSet.noneOf(Hostility.class);
    int most = random.nextInt(4);
    for (int i = 0; i < most; i++) {
      drawn.add(values()[random.nextInt(values().length)]);
    }
    return drawn;
  }
}
