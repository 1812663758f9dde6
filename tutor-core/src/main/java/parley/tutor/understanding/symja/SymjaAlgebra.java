package parley.tutor.understanding.symja;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;
import parley.tutor.understanding.maths.Expression;
import parley.tutor.understanding.maths.HardAlgebra;
import parley.tutor.understanding.maths.Statement;

/**
 * Decides by Symja, in bounded time and on few threads. Thread-safe.
 *
 * <p>Symja never sees a learner's text: its expressions are built from ours, which the grammar of
 * {@link parley.tutor.understanding.maths.MathsReader} has limited in size and to numbers, letters and four operations.
 * Each evaluation has an engine and a platform thread of its own. After {@link #LIMIT} the caller gets no decision; the
 * engine is told to stop, the thread is interrupted and left to end by itself, and until it does it holds one of the
 * {@value #MOST_AT_ONCE} places. With no place free there is no decision either, at once.
 *
 * <p>Loading takes seconds. Until {@link #warmUp} has ended there are no decisions, and nobody waits for it.
 */
public final class SymjaAlgebra implements HardAlgebra {
    /** What one decision may take; school expressions take a few milliseconds. */
    public static final Duration LIMIT = Duration.ofMillis(500);

    static final int MOST_AT_ONCE = 2;

    private static final int RECURSION_LIMIT = 256;
    private static final int ITERATION_LIMIT = 1_000;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Boolean> loaded = new CompletableFuture<>();
    private final Duration limit;
    private volatile boolean closed;

    public SymjaAlgebra() {
        this(LIMIT);
    }

    SymjaAlgebra(Duration limit) {
        this.limit = limit;
    }

    /** Loads Symja on a thread of its own, once. */
    @Override
    public void warmUp() {
        if (closed || !begun.compareAndSet(false, true)) {
            return;
        }
        daemon("symja-loading", () -> {
            boolean whole = false;
            try {
                F.initSymbols();
                EvalEngine engine = engine();
                EvalEngine.set(engine);
                SymjaExpressions letters = new SymjaExpressions();
                IExpr x = letters.of(new Expression.Letter('x'));
                engine.evaluate(F.Factor(F.Plus(F.Sqr(x), F.C2, x)));
                engine.evaluate(F.ternaryAST3(S.Solve, F.Equal(F.Sqr(x), F.C2), x, S.Reals));
                whole = true;
            } finally {
                EvalEngine.remove();
                loaded.complete(whole);
            }
        });
    }

    /** Waits until decisions can be had; for tests and benchmarks. */
    boolean awaitLoaded(Duration most) throws InterruptedException {
        warmUp();
        try {
            return loaded.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException late) {
            return false;
        }
    }

    @Override
    public Optional<Boolean> sameSolutions(Statement one, Statement other) {
        Set<Character> unknowns = one.letters();
        if (unknowns.size() != 1 || !one.isEquation() || !other.isEquation()) {
            return Optional.empty();
        }
        Expression unknown = new Expression.Letter(unknowns.iterator().next());
        return within(engine -> {
            SymjaExpressions symja = new SymjaExpressions();
            IExpr x = symja.of(unknown);
            @Nullable Set<IExpr> first = Solutions.of(engine, symja.of(one), x);
            @Nullable Set<IExpr> second = Solutions.of(engine, symja.of(other), x);
            return (first == null || second == null) ? null : first.equals(second);
        });
    }

    @Override
    public Optional<Boolean> factorsFurther(Expression polynomial) {
        return within(engine -> {
            IExpr factored = engine.evaluate(F.Factor(new SymjaExpressions().of(polynomial)));
            return factored.isTimes() || factored.isPower();
        });
    }

    /** Whether two expressions are equal, by Symja alone; what our own calculation is tested against. */
    Optional<Boolean> equal(Expression one, Expression other) {
        return within(engine -> {
            SymjaExpressions symja = new SymjaExpressions();
            IExpr difference = F.Subtract(symja.of(one), symja.of(other));
            return engine.evaluate(F.Expand(difference)).isZero();
        });
    }

    private Optional<Boolean> within(Function<EvalEngine, @Nullable Boolean> decision) {
        boolean ready = !closed && loaded.getNow(false);
        if (!ready) {
            warmUp();
            return Optional.empty();
        }
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        CompletableFuture<Optional<Boolean>> decided = new CompletableFuture<>();
        EvalEngine engine = engine();
        Thread thread = daemon("symja", () -> {
            @Nullable Boolean decisionMade = null;
            try {
                EvalEngine.set(engine);
                decisionMade = decision.apply(engine);
            } finally {
                EvalEngine.remove();
                // The place is free before the caller goes on, or its next question would find none.
                places.release();
                decided.complete(Optional.ofNullable(decisionMade));
            }
        });
        try {
            return decided.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException late) {
            abandon(engine, thread);
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            abandon(engine, thread);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void abandon(EvalEngine engine, Thread thread) {
        engine.stopRequest();
        thread.interrupt();
    }

    private static EvalEngine engine() {
        return new EvalEngine("parley", RECURSION_LIMIT, ITERATION_LIMIT, null, null, true);
    }

    /** Whatever goes wrong in Symja stays on its thread: no decision comes of it. */
    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, failure) -> {});
        thread.start();
        return thread;
    }

    /** Makes no decisions from here on; threads that are still at work are daemons and end by themselves. */
    @Override
    public void close() {
        closed = true;
    }
}
