namespace CrmKit.Numerics.Tests;

public sealed class MatrixTests
{
    private static readonly double[] Positive = [4, 1, -2, 1, 3, 0.5, -2, 0.5, 5];

    [Fact]
    public void Inverse_times_matrix_is_one()
    {
        var inverse = Cholesky.TryFactor(Positive, 3)!.Inverse();
        for (var i = 0; i < 9; i++)
        {
            var sum = Enumerable.Range(0, 3).Sum(k => Positive[(i / 3 * 3) + k] * inverse[(k * 3) + (i % 3)]);
            Assert.Equal(i / 3 == i % 3 ? 1 : 0, sum, 1e-14);
        }
    }

    [Fact]
    public void Eigenvectors_rebuild_the_matrix_and_the_determinant()
    {
        var eigen = SymmetricEigen.Of(Positive, 3);
        for (var i = 0; i < 9; i++)
        {
            var (row, column) = (i / 3, i % 3);
            Assert.Equal(Positive[i], Enumerable.Range(0, 3).Sum(j => eigen.Values[j] * eigen.Vectors[(row * 3) + j] * eigen.Vectors[(column * 3) + j]), 1e-14);
        }

        Assert.Equal(Math.Exp(Cholesky.TryFactor(Positive, 3)!.LogDeterminant), eigen.Values.Aggregate(1d, (product, value) => product * value), 1e-12);
        Assert.Equal(eigen.Values.Min(), eigen.Values[eigen.SmallestIndex]);
    }

    [Fact]
    public void Indefinite_and_singular_matrices_have_no_factor()
    {
        Assert.Null(Cholesky.TryFactor([1, 2, 2, 1], 2));
        Assert.Null(Cholesky.TryFactor([1, 1, 1, 1], 2));
        Assert.Null(Cholesky.TryFactor([double.NaN], 1));
        Assert.Throws<ArgumentException>(() => Cholesky.TryFactor([1, 2], 2));
        Assert.Throws<ArgumentException>(() => SymmetricEigen.Of([1, 2], 2));
    }
}
