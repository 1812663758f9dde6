package parley.prompts.template.handlebars;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands inside a tag. Immutable. */
sealed interface Expression {

    /** Where it begins, in chars of the body. */
    int offset();

    /** How its author wrote it, in a message. */
    String written();

    /** A text, number, boolean, null or undefined. */
    record Literal(@Nullable Object value, int offset) implements Expression {
        @Override
        public String written() {
            return value instanceof String text ? "\"" + text + "\"" : JsValue.textWithNothing(value);
        }
    }

    /**
     * The way to a value.
     *
     * @param data whether it begins with {@code @}
     * @param depth how many times it goes up by {@code ../}
     * @param scoped whether it begins with {@code this}, {@code .} or {@code ..}, so that it can be no helper
     */
    record Path(boolean data, int depth, boolean scoped, List<String> parts, String written, int offset)
            implements Expression {
        public Path {
            parts = List.copyOf(parts);
        }

        /** Whether it is one plain name, which may be a helper's or a block parameter's. */
        boolean isName() {
            return !data && depth == 0 && !scoped && parts.size() == 1;
        }
    }

    /** A name with arguments: a whole tag's content, or a part of it in brackets. */
    record Call(Path callee, List<Expression> params, List<Named> hash, int offset) implements Expression {
        public Call {
            params = List.copyOf(params);
            hash = List.copyOf(hash);
        }

        boolean hasArguments() {
            return !params.isEmpty() || !hash.isEmpty();
        }

        @Override
        public String written() {
            return callee.written();
        }
    }

    /** An argument by name. */
    record Named(String name, Expression value) {}
}
