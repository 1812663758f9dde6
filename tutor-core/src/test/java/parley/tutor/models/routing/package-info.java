@org.jspecify.annotations.NullMarked
package parley.tutor.models.routing;
