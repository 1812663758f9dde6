@org.jspecify.annotations.NullMarked
package parley.tutor.models.langchain4j;
