namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Native.at_matmul(this, target);

        public Tensor mm(Tensor target) => Native.at_mm(this, target);

        public Tensor bmm(Tensor batch2) => Native.at_bmm(this, batch2);

        public Tensor mv(Tensor target) => Native.at_mv(this, target);

        public Tensor dot(Tensor target) => Native.at_dot(this, target);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1f, float alpha = 1f) => Native.at_addmm(this, mat1, mat2, beta, alpha);
    }
}
