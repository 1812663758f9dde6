@org.jspecify.annotations.NullMarked
package parley.tutor.models.scripted;
