package parley.tutor.store.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeIdResolver;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.prompts.course.ExplanationStyle;
import parley.tutor.conversation.TurnId;
import parley.tutor.learner.LearningEvent;
import parley.tutor.teaching.TeachingMove;
import parley.tutor.understanding.AnswerCheck;
import parley.tutor.understanding.Intent;
import parley.tutor.understanding.Slip;

/** The Jackson mapper of journal events, set up from outside so that the events themselves know nothing of it. */
final class EventMapper {
    /** The sealed types that events are made of; each value says which of them it is in {@code "type"}. */
    static final List<Class<?>> SEALED =
            List.of(LearningEvent.class, TeachingMove.class, AnswerCheck.class, Slip.class);

    private EventMapper() {}

    static JsonMapper create() {
        var module = new SimpleModule("parley-events");
        asText(module, TurnId.class, TurnId::value, TurnId::new);
        asText(module, Instant.class, Instant::toString, Instant::parse);
        asText(module, Duration.class, Duration::toString, Duration::parse);
        asText(module, ZoneId.class, ZoneId::getId, ZoneId::of);
        module.addKeyDeserializer(LocalDate.class, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) throws IOException {
                try {
                    return LocalDate.parse(key);
                } catch (RuntimeException e) {
                    throw context.weirdKeyException(LocalDate.class, "", "malformed");
                }
            }
        });
        var mapper = JsonMapper.builder()
                .addModule(module)
                .annotationIntrospector(new RequireUnlessNullable())
                .addMixIn(LearningEvent.class, Typed.class)
                .addMixIn(TeachingMove.class, Typed.class)
                .addMixIn(Slip.class, Typed.class)
                .addMixIn(AnswerCheck.class, UngradedWhenUnknown.class)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addHandler(new NewerValues())
                // An unknown teaching move reads as null and leaves its list.
                .withConfigOverride(
                        List.class, list -> list.setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.SKIP)));
        for (Class<?> sealed : SEALED) {
            for (Class<?> permitted : sealed.getPermittedSubclasses()) {
                mapper.registerSubtypes(new NamedType(permitted, permitted.getSimpleName()));
            }
        }
        return mapper.build();
    }

    /** The values that {@code "type"} takes for {@code sealed}. */
    static Set<String> namesOf(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toUnmodifiableSet());
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    /** What cannot be understood is never graded. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = AnswerCheck.NotAnAnswer.class)
    private interface UngradedWhenUnknown {}

    /** Refuses null and absence for every component that is not marked {@link Nullable}. */
    private static final class RequireUnlessNullable extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonSetter.Value findSetterInfo(Annotated annotated) {
            if (annotated instanceof AnnotatedParameter parameter
                    && parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor
                    && constructor.getDeclaringClass().isRecord()
                    && !constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(
                            Nullable.class)) {
                return JsonSetter.Value.forValueNulls(Nulls.FAIL);
            }
            return super.findSetterInfo(annotated);
        }
    }

    /** Reads values that only a newer version knows as the nearest harmless one. */
    private static final class NewerValues extends DeserializationProblemHandler {
        private static final Map<Class<?>, Object> HARMLESS = Map.of(
                Intent.class, Intent.OFF_COURSE,
                TeachingMove.Topic.class, TeachingMove.Topic.OFF_COURSE,
                TeachingMove.Reason.Kind.class, TeachingMove.Reason.Kind.PRACTISE,
                ExplanationStyle.class, ExplanationStyle.DEFINITION,
                Slip.NotReadable.Reason.class, Slip.NotReadable.Reason.NOT_MATHS);

        @Override
        public @Nullable JavaType handleUnknownTypeId(
                DeserializationContext context,
                JavaType baseType,
                String subTypeId,
                TypeIdResolver idResolver,
                String failureMessage) {
            boolean mayBeMissing = baseType.hasRawClass(TeachingMove.class) || baseType.hasRawClass(Slip.class);
            return mayBeMissing ? context.constructType(Void.class) : null;
        }

        @Override
        public @Nullable Object handleWeirdStringValue(
                DeserializationContext context, Class<?> target, String value, String failureMessage) {
            return HARMLESS.getOrDefault(target, NOT_HANDLED);
        }
    }

    private static <T> void asText(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> parse) {
        module.addSerializer(type, new StdScalarSerializer<T>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new StdScalarDeserializer<T>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                try {
                    return parse.apply(in.getText());
                } catch (RuntimeException e) {
                    throw context.weirdStringException("", type, "malformed");
                }
            }
        });
    }
}
